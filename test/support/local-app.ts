import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import type { LocalPlace } from './local-desk.ts';
import { bundled } from './storage/bundled.ts';
import { tempDir } from './storage/temp-dir.ts';

const PATIENCE_MS = 45_000;

/** Gatehouse for this computer in a process of its own, see local-child.ts; it ends with the test. */
export async function startLocalApp({ claude, profileDir, config }: LocalPlace) {
  const program = await bundled(new URL('./local-child.ts', import.meta.url), await tempDir());
  const child = spawn(process.execPath, [program, profileDir, JSON.stringify(config)], {
    env: { ...claude.home.env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const lines: string[] = [];
  const watchers = new Set<() => void>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line);
    for (const watch of watchers) watch();
  });
  async function end(signal: NodeJS.Signals): Promise<void> {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await exited;
  }
  /** Resolves when it has printed such a line. */
  function said(text: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = () => {
        if (!lines.some((line) => line.includes(text))) return;
        clearTimeout(timer);
        watchers.delete(look);
        resolve();
      };
      const timer = setTimeout(() => reject(new Error(`it never said ${text}: ${lines.join(', ')}`)), PATIENCE_MS);
      watchers.add(look);
      look();
    });
  }
  onTestFinished(async () => {
    await end('SIGKILL');
  });
  await said('ready');
  return { said, end, freeze: () => void child.kill('SIGSTOP'), thaw: () => void child.kill('SIGCONT') };
}
