import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

const STATE_FILE = 'daemon.state.json';
const LOOK_EVERY_MS = 50;
const STOP_LIMIT_MS = 5_000;
const state = z.looseObject({ pid: z.int().positive(), httpPort: z.int().optional() });

/** What the service of Happy writes about itself; null = none runs that says so. */
export async function daemonState(happyDir: string): Promise<z.infer<typeof state> | null> {
  const text = await readFile(join(happyDir, STATE_FILE), 'utf8').catch(() => null);
  return text === null ? null : state.parse(JSON.parse(text));
}

/**
 * Every start of Happy looks for its service, and starts one that outlives it. A note that one of this version runs keeps it
 * away. The note names a process of ours that does nothing: Happy kills a service that it does not like.
 */
export async function keepDaemonAway(happyDir: string, version: string): Promise<{ stop(): Promise<void> }> {
  const child = spawn(process.execPath, ['-e', 'process.stdin.resume().on("end", () => process.exit())'], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const gone = once(child, 'exit');
  const note = { pid: child.pid, httpPort: 0, startTime: new Date(0).toISOString(), startedWithCliVersion: version };
  await writeFile(join(happyDir, STATE_FILE), JSON.stringify(note));
  return {
    async stop() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}

/** Ends a real service, by its own means first, and waits until its process has gone. */
export async function stopDaemon(happyDir: string): Promise<void> {
  const running = await daemonState(happyDir);
  if (running === null) return;
  const { pid, httpPort } = running;
  await fetch(`http://127.0.0.1:${httpPort}/stop`, { method: 'POST', body: '{}' }).catch(() => undefined);
  for (const deadlineMs = Date.now() + STOP_LIMIT_MS; isAlive(pid); await sleep(LOOK_EVERY_MS))
    if (Date.now() > deadlineMs) process.kill(pid, 'SIGKILL');
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
