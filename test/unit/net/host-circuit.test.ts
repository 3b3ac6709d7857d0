import { describe, expect, it } from 'vitest';
import { createHostCircuit } from '../../../main/net/host-circuit.ts';
import { createHandClock } from '../../support/hand-clock.ts';
import { seededRandom } from '../../support/seeded-random.ts';

/** Two hundred links of a host that is down for a while and then takes one connection in 20 ms. */
function outage({ seed, downMs, links }: { seed: number; downMs: number; links: number }) {
  const clock = createHandClock();
  const circuit = createHostCircuit(clock, seededRandom(seed));
  const dials: number[] = [];
  const upAt: number[] = [];
  let freeAtMs = 0;
  const join = (name: number): void => {
    circuit.join({
      priority: () => (name < 5 ? 1 : 0),
      held: () => {},
      granted: (turn) => {
        const nowMs = clock.monotonicMs();
        dials.push(nowMs);
        if (nowMs < downMs) {
          clock.schedule(1, () => {
            turn.unanswered({ code: 'refused' });
            join(name);
          });
          return;
        }
        freeAtMs = Math.max(freeAtMs, nowMs) + 20;
        clock.schedule(freeAtMs - nowMs, () => {
          upAt[name] = clock.monotonicMs() - downMs;
          turn.answered();
        });
      },
    });
  };
  for (let name = 0; name < links; name += 1) join(name);
  clock.advance(downMs + 60_000);
  return { dials, upAt, pending: clock.pending() };
}

function peakPer100ms(times: readonly number[]): number {
  return Math.max(...times.map((from) => times.filter((time) => time >= from && time < from + 100).length));
}

describe('the circuit of a host', () => {
  it('needs about 1.2 tries a link for a minute of outage, and never dials more than six in 100 ms', () => {
    const seeds = Array.from({ length: 15 }, (_, seed) => outage({ seed, downMs: 60_000, links: 200 }));
    const tries = seeds.map(({ dials }) => dials.length / 200);
    const slowest = seeds.map(({ upAt }) => Math.max(...upAt));
    expect(Math.max(...tries)).toBeLessThanOrEqual(1.2);
    expect(Math.max(...seeds.map(({ dials }) => peakPer100ms(dials)))).toBeLessThanOrEqual(6);
    expect(seeds.every(({ upAt, pending }) => upAt.filter((ms) => ms > 0).length === 200 && pending === 0)).toBe(true);
    // Half of the seeds: all two hundred are back within 8 s; the server alone would need 4 s.
    expect(slowest.toSorted((a, b) => a - b)[7]).toBeLessThanOrEqual(8_000);
  });

  it('tries fewer than 150 times in ten minutes of outage', () => {
    for (let seed = 0; seed < 5; seed += 1) {
      const { dials } = outage({ seed, downMs: 600_000, links: 50 });
      expect(dials.filter((time) => time < 600_000).length).toBeLessThanOrEqual(150);
    }
  });

  it('is fast in the first seconds of an outage', () => {
    const { dials } = outage({ seed: 3, downMs: 30_000, links: 3 });
    expect(dials.filter((time) => time < 5_000).length).toBeGreaterThanOrEqual(5);
  });

  it('lets the visible and the asking sessions go first', () => {
    const { upAt } = outage({ seed: 1, downMs: 5_000, links: 50 });
    expect(Math.max(...upAt.slice(0, 5))).toBeLessThan(Math.min(...upAt.slice(6)));
  });

  it('sends one link ahead after sockets broke, and the rest when it got an answer', () => {
    const clock = createHandClock();
    const circuit = createHostCircuit(clock, seededRandom(1));
    const turns: { answered(): void }[] = [];
    const join = () => circuit.join({ priority: () => 0, held: () => {}, granted: (turn) => turns.push(turn) });
    join();
    turns[0]?.answered();
    circuit.doubt();
    for (let link = 0; link < 10; link += 1) join();
    clock.advance(1_000);
    expect(turns).toHaveLength(2);
    turns[1]?.answered();
    clock.advance(1_000);
    expect(turns).toHaveLength(11);
  });

  it('does not take a session that alone gets no answer for a host that is down', () => {
    const clock = createHandClock();
    const circuit = createHostCircuit(clock, seededRandom(1));
    const turns: { answered(): void; unanswered(cause: { code: 'timeout' }): string }[] = [];
    const join = () => circuit.join({ priority: () => 0, held: () => {}, granted: (turn) => turns.push(turn) });
    join();
    turns[0]?.answered();
    join();
    join();
    clock.advance(100);
    turns[2]?.answered();
    expect(turns[1]?.unanswered({ code: 'timeout' })).toBe('link');
  });

  it('dials at once when hurried, and only once however many hurry', () => {
    const clock = createHandClock();
    const circuit = createHostCircuit(clock, seededRandom(1));
    let dialled = 0;
    const held: number[] = [];
    const join = (): void => {
      circuit.join({
        priority: () => 0,
        held: (retryAtMs) => held.push(retryAtMs),
        granted: (turn) => {
          dialled += 1;
          if (dialled > 1) return;
          turn.unanswered({ code: 'refused' });
          join();
        },
      });
    };
    join();
    join();
    expect(held.length).toBeGreaterThan(0);
    for (let click = 0; click < 5; click += 1) circuit.hurry();
    expect(dialled).toBe(2);
  });
});
