import { spawnSync } from 'node:child_process';

/**
 * Runs npm and shows what it prints. A registry that answers badly once is asked again.
 *
 * @param {string[]} args
 * @param {{ cwd: string, attempts: number }} options
 * @throws when every attempt failed
 */
export function runNpm(args, { cwd, attempts }) {
  // Variables that an outer `npm run` set would make this npm believe that it belongs to that run.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_(package|lifecycle|command)/.test(name)),
  );
  const isWindows = process.platform === 'win32';
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const { status, error } = spawnSync(isWindows ? 'npm.cmd' : 'npm', args, {
      cwd,
      env,
      shell: isWindows,
      stdio: ['ignore', process.stderr, 'inherit'],
    });
    if (error !== undefined) throw error;
    if (status === 0) return;
  }
  throw new Error(`npm ${args.join(' ')} failed ${attempts} times`);
}
