import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';

/** The app with a debugger's hand on it. */
export interface DrivenApp {
  readonly child: ChildProcess;
  readonly electron: ElectronApplication;
  readonly output: () => string;
  /** The window, open now or soon. */
  window(): Promise<Page>;
  quit(): Promise<number | null>;
  kill(): Promise<void>;
}

export async function launchDriven(
  executablePath: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<DrivenApp> {
  const electron = await _electron.launch({ executablePath, args: [...args], env: { ...env }, timeout: 30_000 });
  electron.context().setDefaultTimeout(15_000);
  const child = electron.process();
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const gone = once(child, 'exit');
  async function end(signal: NodeJS.Signals): Promise<number | null> {
    child.kill(signal);
    await gone;
    return child.exitCode;
  }
  return {
    child,
    electron,
    output: () => output,
    window: async () => electron.windows().find((page) => !page.isClosed()) ?? electron.waitForEvent('window'),
    quit: () => end('SIGTERM'),
    async kill() {
      await end('SIGKILL');
    },
  };
}
