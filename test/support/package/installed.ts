import { setTimeout as wait } from 'node:timers/promises';
import { packagesOf, type MadeVersion } from '../packages.ts';
import { tryAsRoot, type Outcome } from './root.ts';

const BUSY = /lock/i;
const ATTEMPTS = 60;

/** Puts a version on this computer, as a person with root's rights does. @throws with what dpkg says */
export async function installDeb(version: MadeVersion): Promise<Outcome> {
  return dpkg('--install', packagesOf(version).deb);
}

export async function removeDeb(): Promise<Outcome> {
  return dpkg('--remove', 'gatehouse');
}

/** Harmless when it is not there. */
export async function purgeDeb(): Promise<void> {
  if (tryAsRoot('dpkg-query', '-W', 'gatehouse').code === 0) await dpkg('--purge', 'gatehouse');
}

/** The version that is installed now, or null. */
export function installedVersion(): string | null {
  const { stdout } = tryAsRoot('dpkg-query', '-W', '-f', '${db:Status-Status} ${Version}', 'gatehouse');
  return /^installed (.+)$/.exec(stdout.trim())?.[1] ?? null;
}

/** Another package manager may be at work on this computer. */
async function dpkg(...args: readonly string[]): Promise<Outcome> {
  for (let attempt = 1; ; attempt += 1) {
    // What is installed here need not outlive a power cut.
    const outcome = tryAsRoot('dpkg', '--force-unsafe-io', ...args);
    if (outcome.code === 0) return outcome;
    if (attempt === ATTEMPTS || !BUSY.test(outcome.stderr)) throw new Error(`dpkg ${args[0] ?? ''}: ${outcome.stderr}`);
    await wait(1_000);
  }
}
