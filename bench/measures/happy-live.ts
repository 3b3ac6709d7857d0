/**
 * An account with 200 sessions while it is open: what a message costs that nobody looks at, what signs of life cost, and
 * how soon an ask is shown and its answer known to be taken.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { startHeadless } from '../../test/support/headless.ts';
import { machineMs } from '../far-side/orders.ts';
import { deliver, mustEqual, plainFigure, ratioFigure, type Figure } from '../kit/figure.ts';
import { accountOn, startHappySide, type PastAccount } from '../kit/happy-side.ts';
import { quantile } from '../kit/statistics.ts';
import { NaiveClient } from '../naive/happy-client.ts';

const SESSIONS = 200;
const ROUNDS = 5;
const SIZES = [
  { label: '0.3 KB', bytes: 300, count: 2_000 },
  { label: '1 KB', bytes: 1_000, count: 1_500 },
  { label: '10 KB', bytes: 10_000, count: 500 },
] as const;
const LIVELY_MS = 10_000;
const ASKS = 100;
const WARM_UP = 10;
const LARGE_ASKS = 30;

const profileDir = new URL('profile-happy-live', import.meta.url).pathname;
rmSync(profileDir, { recursive: true, force: true });
mkdirSync(profileDir, { recursive: true });
const side = await startHappySide();
// One account each: what goes to one contestant must not be work for the other.
const [our, their] = [await side.seed(SESSIONS, 0), await side.seed(SESSIONS, 0)];
const app = await startHeadless({ profileDir, config: { connections: [accountOn(side.baseUrl, our)] } });
await app.until(() => app.view.inbox.length === our.openAsks, 'the whole list');
const naive = new NaiveClient(side.baseUrl, their.secret);
await naive.connect();

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

function sessionOf(account: PastAccount, variant: 'legacy' | 'dataKey') {
  const session = account.sessions.find((each) => each.variant === variant && each.openIds.length === 0);
  if (session === undefined) throw new Error(`no session of the ${variant} kind`);
  return session;
}

let rounds = 0;
/** @returns CPU microseconds a message */
async function hiddenMessages(
  who: 'ours' | 'naive',
  variant: 'legacy' | 'dataKey',
  { bytes, count }: (typeof SIZES)[number],
): Promise<number> {
  const title = `Round ${rounds++}`;
  const sessionId = sessionOf(who === 'ours' ? our : their, variant).id;
  const messages = naive.messageCount;
  const titled =
    who === 'ours'
      ? app.until(() => app.view.sessions.some((session) => session.title === title), title)
      : new Promise<void>((resolve) => (naive.onTitle = (told) => void (told === title && resolve())));
  const before = cpuMs();
  side.tell({ tag: 'blast', sessionId, bytes, count, title });
  await titled;
  const costMs = cpuMs() - before;
  mustEqual('messages of the naive client', naive.messageCount - messages, who === 'naive' ? count : 0);
  for (const session of naive.sessions.values()) session.messages.length = 0;
  return (costMs * 1_000) / count;
}

async function hiddenFigures(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const variant of ['legacy', 'dataKey'] as const) {
    for (const size of SIZES) {
      const costs = { ours: [] as number[], naive: [] as number[] };
      for (let turn = -1; turn < ROUNDS; turn++) {
        for (const who of ['ours', 'naive'] as const) {
          const cost = await hiddenMessages(who, variant, size);
          if (turn >= 0) costs[who].push(cost);
        }
      }
      const group = `Happy, message of a hidden session, ${variant}, ${size.label}`;
      figures.push(
        plainFigure({ group, name: 'naive: decrypts and keeps', unit: 'us' }, costs.naive),
        plainFigure({ group, name: 'ours', unit: 'us' }, costs.ours),
        ratioFigure({ group, name: 'ours / naive', aim: 0.2 }, costs.ours, costs.naive),
      );
    }
  }
  return figures;
}

/** @returns CPU milliseconds a second */
async function whileLively(account: PastAccount | null, forMs = LIVELY_MS): Promise<number> {
  const before = cpuMs();
  if (account === null) await wait(forMs);
  else {
    const over = side.hear('was-lively');
    side.tell({ tag: 'lively', secret: account.secret, forMs });
    const { signs } = await over;
    mustEqual('signs of life', signs, (SESSIONS * forMs) / 2_000);
  }
  return ((cpuMs() - before) * 1_000) / forMs;
}

async function livelyFigures(): Promise<Figure[]> {
  // The first sign of each is news, and shown; what is measured are those that say the same again.
  await whileLively(our, 4_000);
  const ours = await whileLively(our);
  const quiet = await whileLively(null);
  const theirs = await whileLively(their);
  const group = `Happy, ${SESSIONS} sessions that give a sign of life every 2 s`;
  const figure = (name: string, value: number) => ({ group, name, value, unit: 'ms of CPU a second' });
  return [
    figure('nobody says anything', quiet),
    figure('naive', theirs),
    figure('ours', ours),
    { group, name: 'ours / naive', value: ours / theirs, unit: 'x', aim: 2 },
  ];
}

async function askFigures(): Promise<Figure[]> {
  const started = side.hear('agent-started');
  side.tell({ tag: 'start-agent', secret: our.secret });
  const { sessionId } = await started;
  await app.session(sessionId);
  const times = { shown: [] as number[], sent: [] as number[], receipt: [] as number[] };
  for (let turn = -WARM_UP; turn < ASKS; turn++) {
    const asked = side.hear('asked');
    const answered = side.hear('answered');
    const known = new Set(app.view.inbox.map(({ key }) => key));
    side.tell({ tag: 'ask', command: `make step-${turn}` });
    const ask = await app.until(() => app.view.inbox.find(({ key }) => !known.has(key)), `ask ${turn}`);
    const shownMs = machineMs();
    const { atMs } = await asked;
    const decidedMs = machineMs();
    await app.decide(ask);
    await app.receipt(ask.key, 'confirmed');
    const confirmedMs = machineMs();
    if (turn < 0) continue;
    times.shown.push(shownMs - atMs);
    times.sent.push((await answered).atMs - decidedMs);
    times.receipt.push(confirmedMs - decidedMs);
  }
  return [
    ...quantileFigures('Happy, ask raised -> in the view', times.shown, 20),
    ...quantileFigures('Happy, decision -> answer at the server', times.sent, 20),
    ...quantileFigures('Happy, decision -> receipt in the view', times.receipt, 30),
  ];
}

async function largeStateFigures(): Promise<Figure[]> {
  const large = our.sessions[0];
  if (large === undefined) throw new Error('no sessions');
  const shown: number[] = [];
  for (let turn = 0; turn < LARGE_ASKS; turn++) {
    const requestId = `toolu_large_${turn}`;
    const asked = side.hear('asked', (report) => report.requestId === requestId);
    side.tell({ tag: 'ask-in-large-state', sessionId: large.id, requestId });
    await app.asked(requestId);
    const shownMs = machineMs();
    shown.push(shownMs - (await asked).atMs);
  }
  return quantileFigures('Happy, ask in a state of 300 KB -> in the view', shown, 50);
}

function quantileFigures(group: string, times: readonly number[], aim: number): Figure[] {
  const figure = (name: string, share: number) => ({ group, name, value: quantile(times, share), unit: 'ms' });
  return [{ ...figure('p50', 0.5), aim }, figure('p99', 0.99)];
}

const figures = [
  ...(await hiddenFigures()),
  ...(await livelyFigures()),
  ...(await askFigures()),
  ...(await largeStateFigures()),
];
naive.close();
await app.stop();
side.stop();
rmSync(profileDir, { recursive: true, force: true });
deliver(figures);
