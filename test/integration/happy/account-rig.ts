import { randomBytes } from 'node:crypto';
import { createHappyAccounts } from '../../../main/backends/happy/account/happy-accounts.ts';
import { createLinkKit } from '../../../main/net/link-kit.ts';
import { systemClock } from '../../../main/net/system-clock.ts';
import { systemRandom } from '../../../main/net/system-random.ts';
import type { Clock } from '../../../main/ports/clock.ts';
import { startHappyServer } from '../../support/happy-server/index.ts';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Two minutes pass in 6 s: real time, only faster. */
const FASTER = 20;
const fastClock: Clock = {
  nowMs: () => systemClock.nowMs(),
  monotonicMs: () => systemClock.monotonicMs() * FASTER,
  schedule: (delayMs, run) => systemClock.schedule(delayMs / FASTER, run),
};

/** A server, and what a computer needs to find an account on it. */
export async function accountRig() {
  const server = await startHappyServer();
  const kit = createLinkKit({ clock: systemClock, random: systemRandom, log: quiet, environment: {} });
  const accounts = createHappyAccounts({
    request: kit.request,
    clock: fastClock,
    random: systemRandom,
    randomBytes,
    place: { homeDir: '/nowhere', environment: {} },
  });
  return {
    server,
    url: server.baseUrl,
    request: kit.request,
    accounts,
    async end() {
      accounts.stop();
      kit.close();
      await server.stop();
    },
  };
}
