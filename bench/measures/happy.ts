/**
 * An account with a long past is opened: how soon its list can be used, what that costs beside a client that fetches and
 * decrypts everything first, and what is held of it in memory, also after the connection was lost and found again.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { startHeadless } from '../../test/support/headless.ts';
import { MIB } from '../../shared/units.ts';
import { machineMs } from '../far-side/orders.ts';
import { deliver, mustEqual, plainFigure, ratioFigure } from '../kit/figure.ts';
import { accountOn, startHappySide } from '../kit/happy-side.ts';
import { heldBytes } from '../kit/held-memory.ts';
import { NaiveClient } from '../naive/happy-client.ts';

const SESSIONS = 200;
const MESSAGES = 20_000;
const ROUNDS = 3;
const CUTS = 3;
/** What is done right after the list can be used counts as its cost, too. */
const AFTERMATH_MS = 300;

const profileDir = new URL('profile-happy', import.meta.url).pathname;
const side = await startHappySide();
const account = await side.seed(SESSIONS, MESSAGES);
const titles = new Set(account.sessions.map(({ title }) => title));

type App = Awaited<ReturnType<typeof startHeadless>>;

async function openApp(): Promise<{ readonly app: App; readonly startedMs: number; readonly listedMs: number }> {
  rmSync(profileDir, { recursive: true, force: true });
  mkdirSync(profileDir, { recursive: true });
  const startedMs = machineMs();
  const app = await startHeadless({ profileDir, config: { connections: [accountOn(side.baseUrl, account)] } });
  await app.until(() => isListed(app), 'the whole list');
  const listedMs = machineMs();
  mustEqual('titles shown', app.view.sessions.filter(({ title }) => titles.has(title)).length, SESSIONS);
  return { app, startedMs, listedMs };
}

function isListed({ view }: App): boolean {
  return (
    view.sessions.length === SESSIONS &&
    view.inbox.length === account.openAsks &&
    view.sessions.every(({ link }) => link.tag === 'live')
  );
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

/** Before anything else ran here, so that nobody else's memory is counted. */
async function memoryOfList() {
  const before = heldBytes();
  const rssBefore = process.memoryUsage().rss;
  const { app } = await openApp();
  await wait(AFTERMATH_MS);
  const rss = process.memoryUsage().rss - rssBefore;
  const held = [heldBytes() - before];
  for (let cut = 0; cut < CUTS; cut++) {
    const generations = new Map(app.view.sessions.map(({ key, link }) => [key, generationOf(link)]));
    side.tell({ tag: 'cut' });
    await app.until(
      () =>
        isListed(app) && app.view.sessions.every(({ key, link }) => generationOf(link) > (generations.get(key) ?? 0)),
      'all sessions back',
    );
    await wait(AFTERMATH_MS);
    held.push(heldBytes() - before);
  }
  await app.stop();
  return { first: held[0] ?? 0, last: held.at(-1) ?? 0, rss };
}

function generationOf(link: App['view']['sessions'][number]['link']): number {
  return link.tag === 'live' ? link.generation : 0;
}

async function ourRound() {
  const connected = side.hear('connected');
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const before = cpuMs();
  delay.enable();
  const { app, startedMs, listedMs } = await openApp();
  await wait(AFTERMATH_MS);
  delay.disable();
  const costMs = cpuMs() - before;
  const { atMs } = await connected;
  await app.stop();
  return { costMs, wholeMs: listedMs - startedMs, connectedMs: listedMs - atMs, stallMs: delay.max / 1e6 };
}

async function naiveRound() {
  const before = cpuMs();
  const startedMs = machineMs();
  const client = new NaiveClient(side.baseUrl, account.secret);
  await client.connect();
  const wholeMs = machineMs() - startedMs;
  const costMs = cpuMs() - before;
  mustEqual('messages of the naive client', client.messageCount, MESSAGES);
  mustEqual('asks of the naive client', client.openAsks, account.openAsks);
  client.close();
  return { costMs, wholeMs, client };
}

const memory = await memoryOfList();
const baseline = heldBytes();
const kept = await naiveRound();
const naiveHeld = heldBytes() - baseline;
kept.client.sessions.clear();

const ours = { costMs: [] as number[], wholeMs: [] as number[], connectedMs: [] as number[], stallMs: [] as number[] };
const naive = { costMs: [] as number[], wholeMs: [] as number[] };
for (let turn = -1; turn < ROUNDS; turn++) {
  heldBytes();
  const our = await ourRound();
  heldBytes();
  const their = await naiveRound();
  if (turn < 0) continue;
  ours.costMs.push(our.costMs);
  ours.wholeMs.push(our.wholeMs);
  ours.connectedMs.push(our.connectedMs);
  ours.stallMs.push(our.stallMs);
  naive.costMs.push(their.costMs);
  naive.wholeMs.push(their.wholeMs);
}
side.stop();
rmSync(profileDir, { recursive: true, force: true });

const group = `Happy account, ${SESSIONS} sessions, ${MESSAGES} messages, ${account.openAsks} open asks`;
const plain = (name: string, unit: string, values: readonly number[], aim?: number) =>
  plainFigure({ group, name, unit, ...(aim !== undefined && { aim }) }, values);
deliver([
  plain('connected -> every title and ask shown', 'ms', ours.connectedMs, 2_000),
  plain('start of the app -> the same', 'ms', ours.wholeMs),
  plain('naive: start -> everything read', 'ms', naive.wholeMs),
  ratioFigure({ group, name: 'start -> usable, ours / naive' }, ours.wholeMs, naive.wholeMs),
  plain('longest the main loop stood still meanwhile', 'ms', ours.stallMs),
  plain('CPU of the list', 'ms', ours.costMs),
  plain('CPU of the naive client', 'ms', naive.costMs),
  ratioFigure({ group, name: 'CPU, ours / naive', aim: 0.5 }, ours.costMs, naive.costMs),
  { group, name: 'held for the list', value: memory.first / MIB, unit: 'MiB', aim: 16 },
  {
    group,
    name: `more after ${CUTS} lost connections`,
    value: (memory.last - memory.first) / MIB,
    unit: 'MiB',
    aim: 4,
  },
  { group, name: 'RSS more than before the app', value: memory.rss / MIB, unit: 'MiB' },
  { group, name: 'held by the naive client', value: naiveHeld / MIB, unit: 'MiB' },
  { group, name: 'held, ours / naive', value: memory.first / naiveHeld, unit: 'x' },
]);
