/** 200 sockets after an outage: how often they try, how thick they come, how long until all are back. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startHeadless } from '../../test/support/headless.ts';
import { machineMs } from '../far-side/orders.ts';
import { startFarSide } from '../kit/far-side.ts';
import { deliver, mustEqual } from '../kit/figure.ts';
import { connectionTo, manySessions } from '../kit/service.ts';

const SESSIONS = 200;
const OUTAGE_MS = 15_000;
/** The most that start anew a second when a host is back; so many sessions need at least that long. */
const RELEASED_PER_SECOND = 50;

const profileDir = mkdtempSync(join(tmpdir(), 'gatehouse-herd-'));
const farSide = await startFarSide();
const app = await startHeadless({
  profileDir,
  config: { connections: [connectionTo(farSide.baseUrl, 'websocket', manySessions(SESSIONS))] },
});
const liveCount = () => app.view.sessions.filter(({ link }) => link.tag === 'live').length;
await app.until(() => liveCount() === SESSIONS, 'all sessions live');

const openedAtMs: number[] = [];
farSide.onReport((report) => {
  if (report.tag === 'reader') openedAtMs.push(report.atMs);
});
const isOver = farSide.hear('outage-over');
farSide.tell({ tag: 'outage', forMs: OUTAGE_MS });
const { atMs: overAtMs, refusedAtMs } = await isOver;
await app.until(() => liveCount() === SESSIONS, 'all sessions live again');
const backAtMs = machineMs();
mustEqual('sockets opened after the outage', openedAtMs.length, SESSIONS);
await app.stop();
farSide.stop();
rmSync(profileDir, { recursive: true, force: true });

const slots = new Map<number, number>();
for (const atMs of openedAtMs) {
  const slot = Math.floor((atMs - overAtMs) / 100);
  slots.set(slot, (slots.get(slot) ?? 0) + 1);
}
const firstMs = Math.min(...openedAtMs);
const group = `${SESSIONS} sockets after an outage of ${OUTAGE_MS / 1_000} s`;
const least = SESSIONS / RELEASED_PER_SECOND;
deliver([
  {
    group,
    name: 'tries a socket, refused ones included',
    value: (refusedAtMs.length + SESSIONS) / SESSIONS,
    unit: '',
    aim: 1.2,
  },
  { group, name: 'most in 100 ms', value: Math.max(...slots.values()), unit: 'sockets', aim: 6 },
  { group, name: 'host back -> first socket', value: (firstMs - overAtMs) / 1_000, unit: 's' },
  { group, name: 'host back -> all live', value: (backAtMs - overAtMs) / 1_000, unit: 's' },
  { group, name: 'first socket -> all live', value: (backAtMs - firstMs) / 1_000, unit: 's', aim: 1.6 * least },
]);
