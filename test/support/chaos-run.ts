import { setTimeout as sleep } from 'node:timers/promises';
import { systemRandom } from '../../main/net/system-random.ts';
import type { AskKey } from '../../shared/ids.ts';
import type { CcrSession } from './ccr-service/index.ts';
import { balance, type Balance } from './ledgers.ts';
import { openRing, type Transport } from './ring.ts';
import { seededRandom } from './seeded-random.ts';

export interface ChaosOptions {
  readonly transport: Transport;
  /** Workers that tell their open asks when greeted, or do not. */
  readonly pendingList: 'faithful' | 'absent';
  readonly seed: number;
  readonly forMs: number;
  /** How often Gatehouse is killed and started again during the run. */
  readonly kills?: number;
}

export interface ChaosFigures extends Balance {
  readonly asked: number;
  readonly answered: number;
  readonly prompts: number;
  /** The highest number of prompts any one ask caused in one run of Gatehouse. */
  readonly promptsPerAsk: number;
  readonly faults: number;
}

const SESSIONS = 20;
const ASK_EVERY_MS = 10;
const FAULT_EVERY_MS = 60;
const REFUSE_FOR_MS = 400;

/** Twenty sessions ask a hundred times a second over a line that breaks all the time, and a person answers everything. */
export async function runChaos({
  transport,
  pendingList,
  seed,
  forMs,
  kills = 0,
}: ChaosOptions): Promise<ChaosFigures> {
  const random = seededRandom(seed);
  const below = (limit: number) => Math.floor(random.fraction() * limit);
  const ids = Array.from({ length: SESSIONS }, (_, place) => `session_c${place}`);
  const ring = await openRing({ transport, connection: { sessions: ids } });
  const sessions: CcrSession[] = ids.map((id) => ring.service.addSession({ id, title: id, pendingList }));
  const decided = new Set<string>();
  const prompts: number[] = [];
  const person = createPerson(below, decided);
  let asked = 0;
  let faults = 0;
  // Full jitter with a roof of a second instead of thirty, so that the sessions are hit while they are up.
  const impatient = { random: { uuid: systemRandom.uuid, fraction: () => systemRandom.fraction() / 30 } };
  let app = await ring.start(impatient);
  person.sitsAt(app);
  await Promise.all(ids.map((id) => app.session(id)));

  const every = (ms: number, run: () => void) => {
    const timer = setInterval(run, ms);
    return () => clearInterval(timer);
  };
  const stopAsking = every(ASK_EVERY_MS, () => {
    sessions[below(SESSIONS)]?.ask({ input: { command: `echo ${asked++}` } });
  });
  const stopFaults = every(FAULT_EVERY_MS, () => {
    faults++;
    const dice = random.fraction();
    if (dice < 0.45) ring.line.strike(random.fraction(), 'rst');
    else if (dice < 0.75) ring.line.strike(random.fraction(), 'hole');
    else if (dice < 0.9) ring.line.strike(random.fraction(), 'fin');
    else {
      ring.line.set({ tag: 'refuse' });
      setTimeout(() => ring.line.set({ tag: 'pass' }), REFUSE_FOR_MS);
    }
  });
  for (let round = 0; round <= kills; round++) {
    await sleep(forMs / (kills + 1));
    if (round === kills) break;
    prompts.push(...app.surfaces.prompts.values());
    person.leaves();
    await app.end('kill');
    app = await ring.start(impatient);
    person.sitsAt(app);
  }
  stopAsking();
  stopFaults();
  await sleep(REFUSE_FOR_MS);
  ring.line.set({ tag: 'pass' });
  ring.line.cut('rst'); // heals: what was in a hole is dialled anew

  const isCalm = () =>
    app.view.inbox.length === 0 &&
    app.view.sessions.length === SESSIONS &&
    app.view.sessions.every(({ link }) => link.tag === 'live') &&
    app.view.receipts.every(({ state }) => state !== 'saving' && state !== 'waiting-to-send' && state !== 'sending');
  await app.until(isCalm, 'calm after the storm');
  await person.isDone();
  prompts.push(...app.surfaces.prompts.values());
  const books = await balance({ sessions, decided, view: app.view, profileDir: ring.profileDir });
  return {
    ...books,
    asked,
    answered: decided.size,
    prompts: prompts.length,
    promptsPerAsk: Math.max(...prompts),
    faults,
  };
}

type App = Awaited<ReturnType<Awaited<ReturnType<typeof openRing>>['start']>>;

/** Sees each ask once and decides it 50 to 400 ms later. */
function createPerson(below: (limit: number) => number, decided: Set<string>) {
  let leave = () => undefined as void;
  const errands = new Set<Promise<void>>();
  return {
    sitsAt(app: App) {
      const seen = new Set<AskKey>();
      let isHere = true;
      const look = () => {
        for (const ask of isHere ? app.view.inbox : []) {
          if (seen.has(ask.key)) continue;
          seen.add(ask.key);
          const errand = sleep(50 + below(350)).then(async () => {
            if (!isHere) return;
            const decision = below(4) === 0 ? ({ tag: 'deny', stop: false } as const) : ({ tag: 'allow' } as const);
            const outcome = await app.decide(ask, decision);
            if (outcome.ok) decided.add(ask.requestId);
          });
          errands.add(errand);
        }
      };
      const off = app.gatehouse.engine.onChange(() => setImmediate(look));
      leave = () => {
        isHere = false;
        errands.clear(); // a killed Gatehouse answers nobody
        off();
      };
      look();
    },
    leaves: () => leave(),
    /** Resolves when every ask that was seen has been decided. */
    isDone: () => Promise.all(errands),
  };
}
