import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asRoot, ROOT_PREFIX, tryAsRoot } from './root.ts';

const NAME = 'gatehouse-guest';

/** An ordinary user of this computer, with a home of their own, who exists for the length of a test. */
export interface Guest {
  readonly name: string;
  readonly homeDir: string;
  /** Starts a program as this user, with nothing of our own environment. */
  start(command: readonly string[], env: Readonly<Record<string, string>>, stdin?: 'pipe'): ChildProcess;
  /** Files below the home, by their names in it; what is written belongs to the user. */
  write(name: string, text: string): void;
  /** @returns null where there is no such file */
  read(name: string): string | null;
  has(name: string): boolean;
  /** Puts a copy of a file into the home, to be started. */
  bring(fromPath: string, name: string): string;
  remove(): void;
}

export function addGuest(): Guest {
  // A run that was killed may have left them.
  if (tryAsRoot('id', NAME).code === 0) removeGuest();
  asRoot('useradd', '--create-home', '--user-group', '--shell', '/bin/sh', NAME);
  const homeDir = asRoot('getent', 'passwd', NAME).split(':')[5] ?? '';
  asRoot('chmod', '0700', homeDir);
  const at = (name: string) => join(homeDir, name);
  const put = (fromPath: string, name: string, mode: string) =>
    asRoot('install', '-D', '-o', NAME, '-g', NAME, '-m', mode, fromPath, at(name));
  return {
    name: NAME,
    homeDir,
    start(command, env, stdin) {
      const given = {
        HOME: homeDir,
        USER: NAME,
        LOGNAME: NAME,
        SHELL: '/bin/sh',
        PATH: '/usr/local/bin:/usr/bin:/bin',
      };
      const variables = Object.entries({ ...given, LANG: 'C.UTF-8', ...env }).map(
        ([name, value]) => `${name}=${value}`,
      );
      const [program = '', ...args] = [
        ...ROOT_PREFIX,
        ...['setpriv', `--reuid=${NAME}`, `--regid=${NAME}`, '--init-groups', '--'],
        ...['env', '-i', `--chdir=${homeDir}`, ...variables, ...command],
      ];
      return spawn(program, args, { cwd: '/', stdio: [stdin ?? 'ignore', 'pipe', 'pipe'] });
    },
    write(name, text) {
      const dir = mkdtempSync(join(tmpdir(), 'gatehouse-guest-'));
      const path = join(dir, 'file');
      writeFileSync(path, text);
      put(path, name, '0600');
      rmSync(dir, { recursive: true });
      giveFolders(name);
    },
    read(name) {
      const { code, stdout } = tryAsRoot('cat', at(name));
      return code === 0 ? stdout : null;
    },
    has: (name) => tryAsRoot('test', '-e', at(name)).code === 0,
    bring(fromPath, name) {
      put(fromPath, name, '0755');
      return at(name);
    },
    remove: removeGuest,
  };

  /** The folders on the way that had to be made belong to the user, too. */
  function giveFolders(name: string): void {
    const [top = name] = name.split('/');
    asRoot('chown', '-R', `${NAME}:${NAME}`, at(top));
  }
}

function removeGuest(): void {
  tryAsRoot('pkill', '-KILL', '-u', NAME);
  // A process that was just killed may still be listed.
  for (let attempt = 1; attempt < 50 && tryAsRoot('pgrep', '-u', NAME).code === 0; attempt += 1) {
    tryAsRoot('sleep', '0.1');
  }
  // It complains of a mailbox that never was, with success.
  const { code, stderr } = tryAsRoot('userdel', '--remove', '--force', NAME);
  if (code !== 0) throw new Error(`userdel: ${stderr}`);
}
