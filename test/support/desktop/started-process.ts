import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

export interface StartedProcess {
  readonly child: ChildProcess;
  /** Ends it and waits until it is gone. Harmless when called twice. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

export function startProcess(
  command: string,
  args: readonly string[],
  options: { readonly env?: NodeJS.ProcessEnv; readonly stdin?: string; readonly readFd?: 1 | 3 } = {},
): StartedProcess & { readonly firstLine: Promise<string> } {
  const child = spawn(command, args, {
    env: options.env ?? process.env,
    stdio: [options.stdin === undefined ? 'ignore' : 'pipe', 'pipe', 'ignore', 'pipe'],
  });
  if (options.stdin !== undefined) child.stdin?.end(options.stdin);
  child.stdout?.resume();
  const from = child.stdio[options.readFd ?? 1];
  const firstLine = new Promise<string>((resolve, reject) => {
    let text = '';
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${command} ended with ${String(code)} before it was ready`)));
    from?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const end = text.indexOf('\n');
      if (end >= 0) resolve(text.slice(0, end));
    });
  });
  firstLine.catch(() => {}); // some callers never ask for it
  return {
    child,
    firstLine,
    async stop(signal = 'SIGTERM') {
      if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
      const gone = once(child, 'exit');
      child.kill(signal);
      await gone;
    },
  };
}
