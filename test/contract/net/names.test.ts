import dns from 'node:dns';
import * as http from 'node:http';
import { afterEach, expect, it, vi } from 'vitest';
import { WebSocketServer } from 'ws';
import { impatientKit, watchLink } from '../../support/net/link-probe.ts';
import { listen } from '../../support/net/servers.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});
function kept<T extends { close(): unknown }>(thing: T): T {
  cleanUps.push(() => thing.close());
  return thing;
}

/** The system's own answers to a name it does not know, and to a name it cannot ask anybody about. */
function breakNames(errno: 'ENOTFOUND' | 'EAI_AGAIN'): () => void {
  const fault = Object.assign(new Error(`getaddrinfo ${errno}`), { code: errno, syscall: 'getaddrinfo' });
  const lookup = vi.spyOn(dns, 'lookup').mockImplementation(((...asked: unknown[]) => {
    const told = asked.at(-1);
    if (typeof told === 'function') process.nextTick(() => told(fault));
  }) as typeof dns.lookup);
  cleanUps.push(() => lookup.mockRestore());
  return () => lookup.mockRestore();
}

async function startService() {
  const server = kept(
    await listen(
      http.createServer((_request, response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.write(':\n\n');
      }),
    ),
  );
  new WebSocketServer({ server });
  return server;
}

it.each(['ENOTFOUND', 'EAI_AGAIN'] as const)(
  'a name that gives %s is unreachable to every kind of dial, and dialled again until it has an address',
  async (errno) => {
    const { port } = await startService();
    const kit = kept(impatientKit());
    const mend = breakNames(errno);
    const url = new URL(`http://localhost:${port}/`);
    expect(await kit.request({ method: 'GET', url })).toEqual({ ok: false, error: { code: 'unreachable', errno } });
    const socket = watchLink(() => new URL(`ws://localhost:${port}/`));
    kit.webSocket({ ...socket.options, onFrame: () => {} }).start();
    const stream = watchLink(() => url);
    kit.eventStream({ ...stream.options, onEvent: () => {} }).start();
    expect([await socket.until('waiting'), await stream.until('waiting')]).toMatchObject([
      { cause: { code: 'unreachable' } },
      { cause: { code: 'unreachable' } },
    ]);
    mend();
    await Promise.all([socket.until('live'), stream.until('live')]);
  },
);
