/**
 * The whole way of an event, from the socket to the page, with 200 sessions of which one is on screen: our built app with
 * its window open against a naive peer that does what is usual. CPU time of all processes of each app.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { inProject, projectDir } from '../../build/bundle/project-paths.mjs';
import { startDesk } from '../../test/support/desk.ts';
import { startApp, type ElectronApp } from '../kit/electron-app.ts';
import { startFarSide } from '../kit/far-side.ts';
import { deliver, mustEqual, plainFigure, ratioFigure } from '../kit/figure.ts';
import { cpuMs, pssMiB, treeOf } from '../kit/process-tree.ts';
import { connectionTo, manySessions } from '../kit/service.ts';

const SESSIONS = 200;
const ROUNDS = 7;
const PER_SECOND = 2_000;
const FOR_MS = 2_500;
const EVENTS = (PER_SECOND * FOR_MS) / 1_000;

const farSide = await startFarSide();
const desk = await startDesk();
const ourIds = manySessions(SESSIONS, 'session_ours');
const naiveIds = manySessions(SESSIONS, 'session_naive');

async function allOpen(idStart: string): Promise<void> {
  for (;;) {
    const counted = farSide.hear('readers');
    farSide.tell({ tag: 'count-readers', idStart });
    if ((await counted).count === SESSIONS) return;
    await wait(200);
  }
}

const ours = await startApp(desk, projectDir, {
  config: { connections: [connectionTo(farSide.baseUrl, 'websocket', ourIds)] },
  args: [`gatehouse://session/work/${ourIds[0] ?? ''}`],
});
const naive = await startApp(desk, inProject('bench/naive'), {
  env: { NAIVE_BASE: farSide.baseUrl.replace('http', 'ws'), NAIVE_IDS: naiveIds.join(',') },
});
await Promise.all([allOpen('session_ours'), allOpen('session_naive')]);
await wait(3_000);

/** @returns CPU microseconds an event: of all processes, and of the main one */
async function round(app: ElectronApp, idStart: string): Promise<{ all: number; main: number }> {
  const tree = treeOf(app.pid);
  const before = { all: cpuMs(tree), main: cpuMs([app.pid]) };
  const paced = farSide.hear('paced');
  farSide.tell({ tag: 'pace', idStart, bytes: 1_000, perSecond: PER_SECOND, forMs: FOR_MS });
  const { count, openReaders, pendingBytes } = await paced;
  await wait(300);
  mustEqual(`${idStart}: events sent`, count, EVENTS);
  mustEqual(`${idStart}: open sockets`, openReaders, SESSIONS);
  mustEqual(`${idStart}: bytes not taken`, pendingBytes, 0);
  return {
    all: ((cpuMs(tree) - before.all) * 1_000) / EVENTS,
    main: ((cpuMs([app.pid]) - before.main) * 1_000) / EVENTS,
  };
}

const costs = { ours: [] as number[], oursMain: [] as number[], naive: [] as number[], naiveMain: [] as number[] };
for (let turn = -1; turn < ROUNDS; turn++) {
  const one = await round(ours, 'session_ours');
  const other = await round(naive, 'session_naive');
  if (turn < 0) continue;
  costs.ours.push(one.all);
  costs.oursMain.push(one.main);
  costs.naive.push(other.all);
  costs.naiveMain.push(other.main);
}
process.kill(naive.pid, 'SIGUSR2');
await wait(500);
mustEqual('events the naive peer took', Number(/count (\d+)/.exec(naive.output())?.[1]), EVENTS * (ROUNDS + 1));
const memory = { ours: pssMiB(ours.pid), naive: pssMiB(naive.pid) };
await ours.stop();
await naive.stop();
await desk.stop();
farSide.stop();

const group = `socket to page, ${SESSIONS} sessions, ${PER_SECOND} events of 1 KB a second, one session on screen`;
deliver([
  plainFigure({ group, name: 'naive peer, all processes', unit: 'us' }, costs.naive),
  plainFigure({ group, name: 'ours, all processes', unit: 'us' }, costs.ours),
  ratioFigure({ group, name: 'ours / naive, all processes', aim: 0.6 }, costs.ours, costs.naive),
  ratioFigure({ group, name: 'ours / naive, main process' }, costs.oursMain, costs.naiveMain),
  {
    group,
    name: 'naive peer, PSS after it all',
    value: memory.naive,
    unit: 'MiB',
    note: `${EVENTS * (ROUNDS + 1)} events`,
  },
  { group, name: 'ours, PSS after it all', value: memory.ours, unit: 'MiB' },
]);
