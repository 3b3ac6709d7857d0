/**
 * From the decision to the answer on the wire, with the decision on the disk first (as we ship) and without: one app, one
 * path, turn by turn; only the call that waits for the disk is taken out.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { startHeadless } from '../../test/support/headless.ts';
import { startFarSide } from '../kit/far-side.ts';
import { deliver, plainFigure, type Figure } from '../kit/figure.ts';
import { askText, connectionTo } from '../kit/service.ts';
import { machineMs } from '../far-side/orders.ts';
import { quantile } from '../kit/statistics.ts';

const ASKS = 120;
const WARM_UP = 20;

// Not below /tmp, which is often kept in memory.
const profileDir = new URL('profile-answer', import.meta.url).pathname;
rmSync(profileDir, { recursive: true, force: true });
mkdirSync(profileDir, { recursive: true });

let isSyncing = true;
const probe = await open(new URL('profile-answer/probe', import.meta.url).pathname, 'a');
const fileHandle = Object.getPrototypeOf(probe) as { datasync: () => Promise<void> };
const { datasync } = fileHandle;
fileHandle.datasync = function (this: unknown) {
  return isSyncing ? datasync.call(this) : Promise.resolve();
};
await probe.close();

const farSide = await startFarSide();
const app = await startHeadless({
  profileDir,
  config: { connections: [connectionTo(farSide.baseUrl, 'websocket', ['session_answer'])] },
});
await app.session('answer');

const times = { durable: [] as number[], quick: [] as number[] };
for (let turn = -WARM_UP; turn < ASKS * 2; turn++) {
  isSyncing = turn % 2 === 0;
  const requestId = `ask-${turn}`;
  farSide.tell({ tag: 'say', id: 'session_answer', text: askText(requestId, { command: `make step-${turn}` }) });
  const ask = await app.asked(requestId);
  const answered = farSide.hear('answered', (report) => report.requestId === requestId);
  const decidedMs = machineMs();
  await app.decide(ask);
  const { atMs } = await answered;
  if (turn >= 0) (isSyncing ? times.durable : times.quick).push(atMs - decidedMs);
}
await app.stop();
farSide.stop();
rmSync(profileDir, { recursive: true, force: true });

const group = 'decision -> answer at the service, WebSocket';
const ratio = (share: number) => quantile(times.durable, share) / quantile(times.quick, share);
const figures: Figure[] = [
  plainFigure(
    {
      group,
      name: 'durable first, as shipped',
      unit: 'ms',
      note: `p99 ${quantile(times.durable, 0.99).toFixed(1)} ms`,
    },
    times.durable,
  ),
  plainFigure(
    { group, name: 'without fdatasync', unit: 'ms', note: `p99 ${quantile(times.quick, 0.99).toFixed(1)} ms` },
    times.quick,
  ),
  { group, name: 'durable / without, p50', value: ratio(0.5), unit: 'x', aim: 2 },
  {
    group,
    name: 'durable / without, p99',
    value: ratio(0.99),
    unit: 'x',
    note: 'wavers with the neighbours of the machine',
  },
];
deliver(figures);
