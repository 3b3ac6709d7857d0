import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectDir } from '../../build/bundle/project-paths.mjs';
import { electronRuntime } from '../../build/runtime/electron-runtime.mjs';
import type { Desk } from '../../test/support/desk.ts';

/** An app on the private desktop, ours or a contestant: started, timed and ended in the same way. */
export interface ElectronApp {
  readonly pid: number;
  /** From the spawn to its icon in the tray. */
  readonly startMs: number;
  output(): string;
  stop(): Promise<void>;
}

export async function startApp(
  desk: Desk,
  appDir: string,
  options: {
    readonly config?: unknown;
    readonly args?: readonly string[];
    readonly env?: Readonly<Record<string, string>>;
  } = {},
): Promise<ElectronApp> {
  const runtime = await electronRuntime(() => undefined);
  const homeDir = mkdtempSync(join(tmpdir(), 'gatehouse-bench-'));
  const configPath = join(homeDir, 'managed.json');
  writeFileSync(configPath, JSON.stringify(options.config ?? {}), { mode: 0o600 });
  const own = appDir === projectDir ? [`--config=${configPath}`] : [];
  const seen = desk.tray.items.all.length;
  const startedMs = performance.now();
  const child = spawn(
    runtime.executablePath,
    [...runtime.flags, appDir, `--user-data-dir=${join(homeDir, 'profile')}`, ...own, ...(options.args ?? [])],
    { env: { ...desk.env, ...options.env }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const gone = once(child, 'exit');
  await desk.tray.items.next(() => true, seen);
  const startMs = performance.now() - startedMs;
  return {
    pid: child.pid ?? 0,
    startMs,
    output: () => output,
    async stop() {
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), 4_000);
      await gone;
      clearTimeout(timer);
      rmSync(homeDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
