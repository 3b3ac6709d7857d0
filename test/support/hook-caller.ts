import { connect, type Socket } from 'node:net';
import { once } from 'node:events';

/** A raw connection to the gateway, to say things that no HTTP library would. */
export class RawCaller {
  readonly socket: Socket;
  #heard = '';
  #isClosed = false;

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.setEncoding('utf8').on('data', (text: string) => (this.#heard += text));
    socket.on('error', () => undefined);
    socket.on('close', () => (this.#isClosed = true));
  }

  static async to(port: number): Promise<RawCaller> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return new RawCaller(socket);
  }

  say(text: string | Uint8Array): void {
    this.socket.write(text);
  }

  /** All that was said to us until the other side closed. */
  async untilClosed(): Promise<string> {
    if (!this.#isClosed) await new Promise((resolve) => this.socket.once('close', resolve));
    return this.#heard;
  }

  /** Waits until something matching was said. */
  async until(pattern: RegExp): Promise<string> {
    while (!pattern.test(this.#heard)) await once(this.socket, 'data');
    return this.#heard;
  }
}

export const TOKEN = 'f'.repeat(64);

/** The head of a hook call as Claude Code sends it; null leaves a header out. */
export function hookHead(port: number, bodyLength: number, over: Readonly<Record<string, string | null>> = {}): string {
  const { ':line': line = 'POST /hook HTTP/1.1', ...headers } = {
    host: `127.0.0.1:${port}`,
    accept: 'application/json, text/plain, */*',
    'content-type': 'application/json',
    'user-agent': 'axios/1.15.2',
    'x-gatehouse-token': TOKEN,
    'content-length': String(bodyLength),
    'accept-encoding': 'gzip, compress, deflate, br',
    connection: 'keep-alive',
    ...over,
  };
  const lines = Object.entries(headers).flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`]));
  return [line, ...lines, '', ''].join('\r\n');
}

export const statusOf = (heard: string) => Number(/^HTTP\/1\.1 (\d{3})/.exec(heard)?.[1] ?? 0);
