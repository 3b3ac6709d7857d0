/** Start, memory and idling of the built app, beside the least an Electron app with a tray icon can be. */
import { setTimeout as wait } from 'node:timers/promises';
import { inProject, projectDir } from '../../build/bundle/project-paths.mjs';
import { startDesk } from '../../test/support/desk.ts';
import { startApp } from '../kit/electron-app.ts';
import { startFarSide } from '../kit/far-side.ts';
import { deliver, mustEqual, plainFigure, ratioFigure, type Figure } from '../kit/figure.ts';
import { cpuMs, pssMiB, rssMiB, switchesOf, treeOf } from '../kit/process-tree.ts';
import { connectionTo, manySessions } from '../kit/service.ts';

const STARTS = 7;
const IDLE_MS = 10_000;
const emptyDir = inProject('bench/empty-tray-app');

const farSide = await startFarSide();
const desk = await startDesk();
const configFor = (sessions: number) => ({
  connections: [connectionTo(farSide.baseUrl, 'websocket', manySessions(sessions))],
});
async function readers(): Promise<number> {
  const counted = farSide.hear('readers');
  farSide.tell({ tag: 'count-readers', idStart: 'session_' });
  return (await counted).count;
}

const starts = { ours: [] as number[], empty: [] as number[] };
for (let round = -1; round < STARTS; round++) {
  const empty = await startApp(desk, emptyDir);
  await empty.stop();
  const ours = await startApp(desk, projectDir, { config: configFor(20) });
  await ours.stop();
  if (round < 0) continue;
  starts.ours.push(ours.startMs);
  starts.empty.push(empty.startMs);
}

async function atRest(pid: number) {
  await wait(4_000);
  const before = { cpu: cpuMs(treeOf(pid)), switches: switchesOf(pid) };
  await wait(IDLE_MS);
  const seconds = IDLE_MS / 1_000;
  return {
    pss: pssMiB(pid),
    rss: rssMiB(pid),
    wakes: (switchesOf(pid) - before.switches) / seconds,
    cpu: (cpuMs(treeOf(pid)) - before.cpu) / (seconds * 10),
  };
}

const empty = await startApp(desk, emptyDir);
const few = await startApp(desk, projectDir, { config: configFor(20) });
const [restEmpty, restFew] = await Promise.all([atRest(empty.pid), atRest(few.pid)]);
mustEqual('sessions watched', await readers(), 20);
await few.stop();
const many = await startApp(desk, projectDir, { config: configFor(200) });
await wait(6_000);
const [restMany, restEmptyAgain] = await Promise.all([atRest(many.pid), atRest(empty.pid)]);
mustEqual('sessions watched', await readers(), 200);
await many.stop();
const windowed = await startApp(desk, projectDir, { config: configFor(20), args: ['gatehouse://inbox'] });
await wait(4_000);
const withWindow = pssMiB(windowed.pid);
await windowed.stop();
await empty.stop();
await desk.stop();
farSide.stop();

const start = 'spawn -> icon in the tray';
const memory = 'memory, all processes';
const idle = `idle, ${IDLE_MS / 1_000} s, main thread`;
const figures: Figure[] = [
  plainFigure({ group: start, name: 'empty Electron app', unit: 'ms' }, starts.empty),
  plainFigure({ group: start, name: 'ours, 20 sessions', unit: 'ms' }, starts.ours),
  ratioFigure({ group: start, name: 'ours / empty', aim: 1.2 }, starts.ours, starts.empty),
  {
    group: memory,
    name: 'empty Electron app, PSS',
    value: restEmpty.pss,
    unit: 'MiB',
    note: `RSS ${restEmpty.rss.toFixed(0)}`,
  },
  {
    group: memory,
    name: 'ours, 20 sessions, no window, PSS',
    value: restFew.pss,
    unit: 'MiB',
    note: `RSS ${restFew.rss.toFixed(0)}`,
  },
  {
    group: memory,
    name: 'ours / empty, 20 sessions, no window',
    value: restFew.pss / restEmpty.pss,
    unit: 'x',
    aim: 1.2,
  },
  { group: memory, name: 'ours, 200 sessions, no window, PSS', value: restMany.pss, unit: 'MiB' },
  { group: memory, name: 'ours, 20 sessions, window open, PSS', value: withWindow, unit: 'MiB' },
  {
    group: idle,
    name: 'empty, wake-ups',
    value: restEmptyAgain.wakes,
    unit: '/s',
    note: `CPU ${restEmptyAgain.cpu.toFixed(2)} %`,
  },
  {
    group: idle,
    name: 'ours, 20 sessions, wake-ups',
    value: restFew.wakes,
    unit: '/s',
    note: `CPU ${restFew.cpu.toFixed(2)} %`,
  },
  {
    group: idle,
    name: 'ours, 200 sessions, wake-ups',
    value: restMany.wakes,
    unit: '/s',
    note: `CPU ${restMany.cpu.toFixed(2)} %`,
  },
  {
    group: idle,
    name: '200 sessions, above the empty app',
    value: restMany.wakes - restEmptyAgain.wakes,
    unit: '/s',
    aim: 20,
    note: 'a ping and a pong of each quiet socket every 10 to 15 s',
  },
];
deliver(figures);
