import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { workConnection, type OpenAsk } from '../../support/ccr-service/index.ts';
import { balance } from '../../support/ledgers.ts';
import { openRing, TRANSPORTS } from '../../support/ring.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { bundled } from '../../support/storage/bundled.ts';
import { tempDir } from '../../support/storage/temp-dir.ts';

const KILLS = 15;
/** Nobody else answers here: an answer seen is ours, even of a run that was killed before it noted its send. */
const SETTLED: ReadonlySet<string> = new Set(['confirmed', 'not-confirmed', 'withdrawn']);
const UNDER_WAY: ReadonlySet<string> = new Set(['saving', 'waiting-to-send', 'sending']);
const MOST_OPEN = 12;
const SESSIONS = ['session_k0', 'session_k1', 'session_k2'];

test.each(TRANSPORTS)(
  'over %s a process killed at any moment keeps every answer it promised',
  { timeout: 180_000 },
  async (transport) => {
    const program = await bundled(new URL('../../support/headless-child.ts', import.meta.url), await tempDir());
    const ring = await openRing({ transport, connection: { sessions: SESSIONS } });
    const sessions = SESSIONS.map((id) => ring.service.addSession({ id, title: id }));
    const random = seededRandom(5);
    const taken = new Set<string>();
    const config = JSON.stringify({
      connections: [workConnection(ring.service, { transport, sessions: SESSIONS })],
    });
    const asked: OpenAsk[] = [];
    const asking = setInterval(() => {
      // Each start is told again what was ever asked: on a slow computer that would grow faster than it can be read.
      const free = sessions.filter((session) => session.openAsks.size < MOST_OPEN);
      const session = free[asked.length % free.length];
      if (session !== undefined) asked.push(session.ask({ input: { command: `echo ${asked.length}` } }));
    }, 40);

    for (let round = 0; round < KILLS; round++) {
      const child = spawn(process.execPath, [program, ring.profileDir, config], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const exited = once(child, 'exit');
      const lines = createInterface({ input: child.stdout });
      const closed = once(lines, 'close');
      // Half of the rounds are cut down while starting, the others once they promised something.
      const awaited = round % 2 === 0 ? 'ready' : 'taken ';
      const reached = new Promise<void>((resolve, reject) => {
        lines.on('line', (line) => {
          if (line.startsWith('taken ')) taken.add(line.slice('taken '.length));
          if (line.startsWith(awaited)) resolve();
        });
        void exited.then(([code]) => reject(new Error(`ended by itself: ${code}`)));
      });
      await reached;
      await sleep(random.fraction() * 300);
      child.kill('SIGKILL');
      await Promise.all([exited, closed]);
    }
    clearInterval(asking);

    const app = await ring.start();
    await Promise.all(SESSIONS.map((id) => app.session(id)));
    await app.until(
      () => app.view.receipts.every(({ state }) => !UNDER_WAY.has(state)),
      'all answers of earlier runs to arrive',
    );
    expect(app.view.receipts.map(({ state }) => state).filter((state) => !SETTLED.has(state))).toEqual([]);
    const books = await balance({ sessions, decided: taken, view: app.view, profileDir: ring.profileDir });
    expect(taken.size).toBeGreaterThanOrEqual(Math.floor(KILLS / 2));
    expect(books).toMatchObject({ lost: [], conflicting: [] });
    expect(app.view.problems).toEqual([]);
  },
);
