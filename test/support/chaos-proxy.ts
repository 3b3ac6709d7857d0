import * as net from 'node:net';
import type { AddressInfo } from 'node:net';

/** What the line between a client and a server does to the bytes of every connection. */
type ChaosMode =
  | { readonly tag: 'pass' }
  /** New connections are closed at once with a reset. */
  | { readonly tag: 'refuse' }
  /** Bytes vanish, both ways, and nobody is told. New connections are taken and stay mute. */
  | { readonly tag: 'hole' }
  /** Bytes to one side vanish. */
  | { readonly tag: 'hole-to-client' }
  | { readonly tag: 'hole-to-server' }
  | { readonly tag: 'delay'; readonly ms: number }
  /** So many bytes per tick of 10 ms to the client. */
  | { readonly tag: 'throttle'; readonly bytesPerTick: number }
  /** Every chunk is cut into pieces of this size, each sent by itself. */
  | { readonly tag: 'split'; readonly bytes: number }
  /** The client's bytes are not read: its window fills up. */
  | { readonly tag: 'deaf' };

export interface ChaosProxy {
  readonly port: number;
  /** Applies to open and to new connections. */
  set(mode: ChaosMode): void;
  /** Cuts every open connection: `rst` without a word, `fin` by closing both sides. */
  cut(how: 'rst' | 'fin'): void;
  /** Does it to one open connection, chosen by `fraction` (0 up to 1); `hole` stays until the connection is given up. */
  strike(fraction: number, how: 'rst' | 'fin' | 'hole'): void;
  /** Connections taken so far, refused ones included. */
  readonly accepted: number;
  readonly open: number;
  close(): Promise<void>;
}

const TICK_MS = 10;
const HOLE: ChaosMode = { tag: 'hole' };

interface Line {
  readonly client: net.Socket;
  readonly server: net.Socket;
  isHoled: boolean;
}

/** @param targetPort  the real server, on 127.0.0.1 */
export async function startChaosProxy(targetPort: number): Promise<ChaosProxy> {
  let mode: ChaosMode = { tag: 'pass' };
  let accepted = 0;
  const lines = new Set<Line>();

  const listener = net.createServer({ allowHalfOpen: false }, (client) => {
    accepted += 1;
    client.on('error', () => {});
    if (mode.tag === 'refuse') {
      client.resetAndDestroy();
      return;
    }
    const server = net.connect(targetPort, '127.0.0.1');
    server.on('error', () => {});
    client.setNoDelay();
    server.setNoDelay();
    const line: Line = { client, server, isHoled: false };
    lines.add(line);
    const modeHere = () => (line.isHoled ? HOLE : mode);
    listen(client, server, 'to-server', modeHere);
    listen(server, client, 'to-client', modeHere);
    const end = (): void => {
      // In a hole nobody learns that the other side went away.
      if (modeHere().tag === 'hole') return;
      lines.delete(line);
      client.destroy();
      server.destroy();
    };
    client.on('close', end);
    server.on('close', end);
    if (mode.tag === 'deaf') client.pause();
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));

  function cut(how: 'rst' | 'fin'): void {
    for (const line of lines) cutOne(line, how);
  }

  function cutOne(line: Line, how: 'rst' | 'fin'): void {
    lines.delete(line);
    if (how === 'rst') line.client.resetAndDestroy();
    else line.client.end();
    line.server.destroy();
  }

  return {
    port: (listener.address() as AddressInfo).port,
    set: (next) => {
      mode = next;
      for (const { client } of lines)
        if (next.tag === 'deaf') client.pause();
        else client.resume();
    },
    cut,
    strike: (fraction, how) => {
      const sound = [...lines].filter((line) => !line.isHoled && !line.client.destroyed);
      const line = sound[Math.floor(fraction * sound.length)];
      if (line === undefined) return;
      if (how === 'hole') line.isHoled = true;
      else cutOne(line, how);
    },
    get accepted() {
      return accepted;
    },
    get open() {
      return lines.size;
    },
    close: async () => {
      cut('rst');
      await new Promise<void>((resolve) => void listener.close(() => resolve()));
    },
  };
}

/** Carries bytes one way; whatever is delayed stays in order. */
function listen(from: net.Socket, to: net.Socket, way: 'to-client' | 'to-server', mode: () => ChaosMode): void {
  const queue: Buffer[] = [];
  let timer: NodeJS.Timeout | null = null;

  function later(ms: number): void {
    timer ??= setTimeout(() => {
      timer = null;
      drain();
    }, ms);
  }
  function drain(): void {
    const now = mode();
    const next = queue.shift();
    if (next === undefined || to.destroyed) return;
    const limit =
      now.tag === 'throttle' && way === 'to-client' ? now.bytesPerTick : now.tag === 'split' ? now.bytes : next.length;
    to.write(next.subarray(0, limit));
    if (limit < next.length) queue.unshift(next.subarray(limit));
    if (queue.length === 0) return;
    if (now.tag === 'throttle') later(TICK_MS);
    else if (now.tag === 'split') setImmediate(drain);
    else drain();
  }

  from.on('data', (chunk: Buffer) => {
    const now = mode();
    if (now.tag === 'hole' || now.tag === `hole-${way}`) return;
    const idle = queue.length === 0 && timer === null;
    queue.push(chunk);
    if (now.tag === 'delay') setTimeout(drain, now.ms);
    else if (idle) drain();
  });
  to.on('close', () => {
    if (timer !== null) clearTimeout(timer);
  });
}
