/**
 * What it costs to take in an event of a session that nobody looks at: our backend over real sockets, both transports, with
 * numbering, repeats and the transcript, against a bare `ws` client that decodes and parses every message and drops it.
 */
import { WebSocket } from 'ws';
import { CcrBackend } from '../../main/backends/ccr/adapter.ts';
import { createLinkKit } from '../../main/net/link-kit.ts';
import { systemClock as clock } from '../../main/net/system-clock.ts';
import { systemRandom as random } from '../../main/net/system-random.ts';
import { createTranscriptStore } from '../../main/storage/transcripts.ts';
import { connectionId } from '../../shared/ids.ts';
import { ok } from '../../shared/result.ts';
import { recordingLog } from '../../test/support/recording-log.ts';
import { CYCLE, messageCycle } from '../far-side/messages.ts';
import { startFarSide, type FarSide } from '../kit/far-side.ts';
import { deliver, mustEqual, plainFigure, ratioFigure, type Figure } from '../kit/figure.ts';
import { unrest } from '../kit/statistics.ts';

interface Contestant {
  /** Resolves when this many messages (or, of ours, kept ones) more have been taken in. */
  expect(messages: number, kept: number): Promise<void>;
  readonly id: string;
}

const ROUNDS = 7;
const SIZES = [
  { label: '0.3 KB', bytes: 300, cycles: 30 },
  { label: '1 KB', bytes: 1_000, cycles: 20 },
  { label: '10 KB', bytes: 10_000, cycles: 3 },
] as const;

async function bareLoop(farSide: FarSide): Promise<Contestant> {
  const socket = new WebSocket(`ws://127.0.0.1:${farSide.port}/v1/sessions/ws/bare/subscribe`, {
    perMessageDeflate: false,
  });
  const isThere = farSide.hear('reader', ({ id }) => id === 'bare');
  let awaited = 0;
  let done: () => void = () => undefined;
  socket.on('message', (data: Buffer) => {
    const value = JSON.parse(data.toString()) as { type?: unknown };
    if (typeof value.type === 'string' && --awaited === 0) done();
  });
  await isThere;
  return {
    id: 'bare',
    expect: (messages) => {
      awaited = messages;
      return new Promise((resolve) => (done = resolve));
    },
  };
}

async function ourBackend(farSide: FarSide, transport: 'websocket' | 'sse'): Promise<Contestant> {
  const id = `session_${transport}`;
  const log = recordingLog();
  const transcripts = createTranscriptStore();
  let appended = 0;
  let wanted = Number.POSITIVE_INFINITY;
  let done: () => void = () => undefined;
  transcripts.onAppend(() => {
    if (++appended === wanted) done();
  });
  const links = createLinkKit({ clock, random, log, environment: {} });
  await new Promise<void>((resolve, reject) => {
    const backend = new CcrBackend(
      {
        id: 'bench',
        kind: 'ccr',
        name: 'Bench',
        enabled: true,
        viewerOnly: false,
        baseUrl: farSide.baseUrl,
        transport,
        sessions: [id],
        credentials: { stored: true },
      },
      {
        connectionId: connectionId('bench'),
        emit(event) {
          if (event.tag === 'session-link' && event.link.tag === 'live') resolve();
          if (event.tag === 'frames-skipped') reject(new Error('a frame was skipped'));
        },
        credentials: { token: () => Promise.resolve(ok('sk-ant-oat01-bench')) },
        transcripts,
        clock,
        random,
        log,
      },
      links,
    );
    backend.start();
  });
  return {
    id,
    expect: (_messages, kept) => {
      wanted = appended + kept;
      return new Promise<void>((resolve) => (done = resolve)).then(() => {
        mustEqual(`${transport}: holes or warnings`, log.lines.filter((line) => line.includes('"warn"')).length, 0);
      });
    },
  };
}

/** @returns CPU microseconds a message */
async function round(
  farSide: FarSide,
  { expect, id }: Contestant,
  bytes: number,
  cycles: number,
  kept: number,
): Promise<number> {
  const taken = expect(cycles * CYCLE, cycles * kept);
  const before = process.cpuUsage();
  farSide.tell({ tag: 'blast', id, bytes, cycles });
  await taken;
  const { user, system } = process.cpuUsage(before);
  return (user + system) / (cycles * CYCLE);
}

const farSide = await startFarSide();
const contestants = {
  bare: await bareLoop(farSide),
  webSocket: await ourBackend(farSide, 'websocket'),
  sse: await ourBackend(farSide, 'sse'),
};
const figures: Figure[] = [];
for (const { label, bytes, cycles } of SIZES) {
  const { kept } = messageCycle(bytes);
  const costs = { bare: [] as number[], webSocket: [] as number[], sse: [] as number[] };
  for (let turn = -1; turn < ROUNDS; turn++) {
    for (const name of ['bare', 'webSocket', 'sse'] as const) {
      const cost = await round(farSide, contestants[name], bytes, cycles, kept);
      if (turn >= 0) costs[name].push(cost);
    }
  }
  const group = `receive, ${label}, hidden session`;
  const moved = Math.round(unrest(costs.bare) * 100);
  figures.push(
    plainFigure({ group, name: 'bare ws + JSON.parse', unit: 'us', note: `moved by ${moved} %` }, costs.bare),
    plainFigure({ group, name: 'ours, WebSocket', unit: 'us' }, costs.webSocket),
    plainFigure({ group, name: 'ours, event stream', unit: 'us' }, costs.sse),
    ratioFigure({ group, name: 'WebSocket / bare', aim: 1 }, costs.webSocket, costs.bare),
    ratioFigure({ group, name: 'event stream / bare', aim: 1 }, costs.sse, costs.bare),
  );
}
farSide.stop();
deliver(figures);
