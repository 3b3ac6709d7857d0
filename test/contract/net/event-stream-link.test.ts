import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import type { EventStreamLinkOptions } from '../../../main/net/link.ts';
import { startChaosProxy } from '../../support/chaos-proxy.ts';
import { impatientKit, watchLink } from '../../support/net/link-probe.ts';
import { startHttp } from '../../support/net/servers.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});
function kept<T extends { close(): unknown }>(thing: T): T {
  cleanUps.push(() => thing.close());
  return thing;
}
const fastRandom = { fraction: () => 0, uuid: () => '' };
const EVENT_STREAM = { 'content-type': 'text/event-stream; charset=utf-8' };

function dial(port: number, more: Partial<EventStreamLinkOptions> = {}) {
  const kit = kept(impatientKit({ random: fastRandom }));
  const watched = watchLink(() => new URL(`http://127.0.0.1:${port}/events`));
  const events: string[] = [];
  const link = kit.eventStream({
    ...watched.options,
    onEvent: ({ name, data }) => events.push(`${name} ${data.toString()}`),
    ...more,
  });
  link.start();
  return { ...watched, link, events };
}

/** A server that hands each request to the test, in order. */
async function startStreams() {
  const asked: { request: IncomingMessage; response: ServerResponse }[] = [];
  const server = kept(await startHttp((request, response) => void asked.push({ request, response })));
  async function next(index: number) {
    while (asked.length <= index) await once(server, 'request');
    const found = asked[index];
    if (found === undefined) throw new Error('no request');
    return found;
  }
  return { port: server.port, next, asked };
}

describe('an event stream link', () => {
  it('is open with the answer, live with the first comment, and resumes after the last event', async () => {
    const streams = await startStreams();
    let lastEventId: string | null = null;
    const { until, events, states } = dial(streams.port, {
      lastEventId: () => lastEventId,
      onEvent: (event) => {
        lastEventId = event.lastEventId;
        events.push(event.data.toString());
      },
    });
    const first = await streams.next(0);
    expect(first.request.headers).toMatchObject({
      authorization: 'Bearer canary-token',
      accept: 'text/event-stream',
      'accept-encoding': 'identity',
    });
    expect(first.request.headers['last-event-id']).toBeUndefined();
    first.response.writeHead(200, EVENT_STREAM).flushHeaders();
    await until('open');
    first.response.write(':\n\n');
    await until('live');
    first.response.end('id: 41\ndata: a\n\nid: 42\ndata: b\n\ndata: unfinis');
    expect(await until('waiting')).toMatchObject({ cause: { code: 'closed' } });
    const second = await streams.next(1);
    expect(second.request.headers['last-event-id']).toBe('42');
    expect(events).toEqual(['a', 'b']);
    expect(states.map(({ tag }) => tag).slice(0, 3)).toEqual(['connecting', 'open', 'live']);
  });

  it('takes nothing but a plain event stream', async () => {
    for (const headers of [{ 'content-type': 'text/html' }, { ...EVENT_STREAM, 'content-encoding': 'gzip' }, {}]) {
      const server = kept(await startHttp((_request, response) => response.writeHead(200, headers).end('data: x\n\n')));
      const { until, events } = dial(server.port);
      expect(await until('waiting')).toMatchObject({ cause: { code: 'protocol' } });
      expect(events).toEqual([]);
    }
  });

  it.each([
    [401, 'failed', 'unauthorized'],
    [403, 'failed', 'forbidden'],
    [404, 'failed', 'session-gone'],
    [410, 'failed', 'session-gone'],
    [307, 'waiting', 'protocol'],
    [429, 'waiting', 'rate-limited'],
    [500, 'waiting', 'server-error'],
  ] as const)('is %d: %s', async (status, tag, code) => {
    const server = kept(
      await startHttp((_request, response) => response.writeHead(status, { location: '/elsewhere' }).end()),
    );
    const { until } = dial(server.port);
    expect(await until(tag)).toMatchObject({ cause: { code, status } });
  });

  it('follows no redirect', async () => {
    let visits = 0;
    const other = kept(await startHttp((_request, response) => response.end(String((visits += 1)))));
    const server = kept(
      await startHttp((_request, response) =>
        response.writeHead(308, { location: `http://127.0.0.1:${other.port}/` }).end(),
      ),
    );
    await dial(server.port).until('waiting');
    expect(visits).toBe(0);
  });

  it('closes an event that never ends', async () => {
    const server = kept(
      await startHttp((_request, response) => {
        response.writeHead(200, EVENT_STREAM);
        const go = (): void => {
          while (!response.destroyed && response.write('data: '.padEnd(65_536, 'x')));
        };
        response.on('drain', go);
        go();
      }),
    );
    const { until } = dial(server.port);
    expect(await until('waiting')).toMatchObject({ cause: { code: 'too-large' } });
  });

  it('takes silence for death, and opens anew', async () => {
    const streams = await startStreams();
    const { until } = dial(streams.port);
    (await streams.next(0)).response.writeHead(200, EVENT_STREAM).write(':\n\n');
    await until('live');
    // The usual 35 s, ten times shorter.
    expect(await until('waiting')).toMatchObject({ cause: { code: 'silent' } });
    await streams.next(1);
  });

  it('is opened anew by a probe unless its owner can vouch for it', async () => {
    const streams = await startStreams();
    let trusted = true;
    const { until, link, states } = dial(streams.port, { probe: () => Promise.resolve(trusted) });
    (await streams.next(0)).response.writeHead(200, EVENT_STREAM).write(':\n\n');
    const { epoch } = await until('live');
    link.probe('unlock');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(states.at(-1)).toEqual({ tag: 'live', epoch });
    trusted = false;
    link.probe('unlock');
    await until('waiting');
    (await streams.next(1)).response.writeHead(200, EVENT_STREAM).write(':\n\n');
    await until('live', { where: (state) => state.tag === 'live' && state.epoch === epoch + 1 });
  });

  it('gives an owner that cannot find out two seconds', async () => {
    const streams = await startStreams();
    const { until, link } = dial(streams.port, { probe: () => new Promise(() => {}) });
    (await streams.next(0)).response.writeHead(200, EVENT_STREAM).write(':\n\n');
    await until('live');
    link.probe('resume');
    expect(await until('waiting')).toMatchObject({ cause: { code: 'silent' } });
  });

  it('reads the same events however the line cuts them', async () => {
    const texts = ['one', 'zwei ü', 'three\nlines'];
    const wire = texts
      .map(
        (text) =>
          `${text
            .split('\n')
            .map((line) => `data: ${line}\r\n`)
            .join('')}\r\n`,
      )
      .join('');
    const server = kept(
      await startHttp((_request, response) => void response.writeHead(200, EVENT_STREAM).write(wire)),
    );
    const proxy = kept(await startChaosProxy(server.port));
    proxy.set({ tag: 'split', bytes: 1 });
    const seen: string[] = [];
    let all = (): void => {};
    const done = new Promise<void>((resolve) => (all = resolve));
    dial(proxy.port, { onEvent: ({ data }) => seen.push(data.toString()) === texts.length && all() });
    await done;
    expect(seen).toEqual(texts);
  });

  it('says nothing more after stop, and closes its connection', async () => {
    const streams = await startStreams();
    const { until, link, events, states } = dial(streams.port);
    const { request, response } = await streams.next(0);
    response.writeHead(200, EVENT_STREAM).write(':\n\n');
    await until('live');
    const closed = once(request.socket, 'close');
    link.stop();
    response.write('data: late\n\n');
    await closed;
    expect({ events, last: states.at(-1)?.tag }).toEqual({ events: [], last: 'live' });
  });
});
