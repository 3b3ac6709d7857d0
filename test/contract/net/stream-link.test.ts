import * as net from 'node:net';
import { afterEach, expect, test } from 'vitest';
import type { Dial } from '../../../main/net/stream-socket.ts';
import { err, ok } from '../../../shared/result.ts';
import { impatientKit, watchLink } from '../../support/net/link-probe.ts';
import { listen } from '../../support/net/servers.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** A protocol of lines over TCP, which the kit knows nothing of. */
function linesDial(heard: string[]): Dial {
  return (target, events) => {
    const socket = net.connect(Number(target.url.port), target.url.hostname);
    let over = false;
    socket.on('connect', () => events.opened());
    socket.on('data', (data) => {
      heard.push(data.toString());
      events.heard();
    });
    socket.on('error', () => {});
    socket.on('close', () => over || events.closed({ tag: 'closed', code: null, reason: '' }));
    return {
      pulse: {
        bytesRead: () => socket.bytesRead,
        unitsRead: () => heard.length,
        pongsRead: () => heard.length,
        isPaused: () => false,
        ping: () => void socket.write('ping\n'),
      },
      send: () => Promise.resolve(err({ code: 'not-open' })),
      pause: () => void socket.pause(),
      resume: () => void socket.resume(),
      drop: () => {
        over = true;
        socket.destroy();
      },
    };
  };
}

test('a link over a dial of its owner is pinged, found dead, and dialled again like any other', async () => {
  let isMute = false;
  const server = await listen(
    net.createServer((socket) => socket.on('data', (data) => isMute || socket.write(`to ${data.toString()}`))),
  );
  const kit = impatientKit({ random: { fraction: () => 0, uuid: () => '' } });
  cleanUps.push(
    () => server.close(),
    () => kit.close(),
  );
  const heard: string[] = [];
  const epochs: number[] = [];
  const { options, until, states } = watchLink(() => new URL(`http://127.0.0.1:${server.port}/`));
  const link = kit.stream({
    ...options,
    headers: () => Promise.resolve(ok({})),
    dialOf: (epoch) => {
      epochs.push(epoch);
      return linesDial(heard);
    },
  });
  link.start();
  await until('live');
  expect(heard).toEqual(['to ping\n']);
  isMute = true;
  const since = states.length;
  link.probe('click');
  expect(await until('waiting', { since })).toMatchObject({ cause: { code: 'silent' } });
  isMute = false;
  await until('live', { since });
  expect(epochs).toEqual([1, 2]);
});
