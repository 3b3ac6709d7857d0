import { startProcess } from './started-process.ts';

export interface Display {
  /** Such as `:7`, for DISPLAY. */
  readonly name: string;
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/** Starts an X server without a screen; it chooses a free number itself. */
export async function startDisplay(size = '1280x800x24'): Promise<Display> {
  const server = startProcess('Xvfb', ['-displayfd', '3', '-screen', '0', size, '-nolisten', 'tcp', '-noreset'], {
    readFd: 3,
  });
  const number = await server.firstLine;
  return { name: `:${number.trim()}`, stop: server.stop };
}
