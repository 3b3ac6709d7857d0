import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_TRIES, STABLE_MS, step } from '../../../main/net/connection.ts';
import type { ConnectionEffect, ConnectionEvent, ConnectionState, RetryPolicy } from '../../../main/net/connection.ts';
import { classifyClose } from '../../../main/net/close-cause.ts';
import type { CloseInfo } from '../../../main/net/close-cause.ts';

const policy: RetryPolicy = {
  classify: (info, history) =>
    info.tag === 'closed' && info.code === 4001 && history.repeats > 3
      ? { tag: 'fatal', cause: { code: 'session-gone', status: 4001 } }
      : classifyClose(info),
  backOffMs: (attempt) => 500 * 2 ** (attempt - 1),
  askedDelayMs: (afterMs) => afterMs,
};
const at = (monotonicMs: number) => ({ wallMs: 1_000_000 + monotonicMs, monotonicMs });
const wsClosed = (code: number): CloseInfo => ({ tag: 'closed', code, reason: '' });
const refused: CloseInfo = { tag: 'broken', code: 'refused', errno: 'ECONNREFUSED' };

function run(events: readonly ConnectionEvent[], from: ConnectionState = { tag: 'idle' }) {
  let state = from;
  const effects: ConnectionEffect[] = [];
  for (const event of events) {
    const result = step(state, event, policy);
    state = result.state;
    effects.push(...result.effects);
  }
  return { state, effects };
}
const upTo = (epoch: number, ms: number): ConnectionEvent[] => [
  { tag: 'granted', at: at(ms), epoch },
  { tag: 'opened', at: at(ms), epoch },
  { tag: 'heard', epoch },
];
const lost = (epoch: number, ms: number, info: CloseInfo): ConnectionEvent => ({
  tag: 'closed',
  at: at(ms),
  epoch,
  info,
  blame: 'link',
});

describe('a connection', () => {
  it('waits for its turn, dials, opens, and is live only when something was heard', () => {
    const tags = [];
    let state: ConnectionState = { tag: 'idle' };
    for (const event of [{ tag: 'start' } as const, ...upTo(1, 0)])
      tags.push((state = step(state, event, policy).state).tag);
    expect(tags).toEqual(['queued', 'connecting', 'open', 'live']);
  });

  it('keeps counting when each open is followed by 1011, so that the pauses grow', () => {
    let state = run([{ tag: 'start' }]).state;
    const delays = [];
    for (let epoch = 1; epoch <= 5; epoch += 1) {
      const flap = run([...upTo(epoch, epoch * 10), lost(epoch, epoch * 10 + 5, wsClosed(1011))], state);
      delays.push(...flap.effects.flatMap((effect) => (effect.tag === 'schedule-retry' ? [effect.delayMs] : [])));
      state = run([{ tag: 'retry-due' }], flap.state).state;
    }
    expect(delays).toEqual([500, 1000, 2000, 4000, 8000]);
  });

  it('forgets its failures once it was live for five seconds', () => {
    const tried = { attempt: 7, repeats: 7, mark: 'x' };
    const queued: ConnectionState = { tag: 'queued', tries: tried, held: null };
    const early = run([...upTo(1, 0), lost(1, STABLE_MS - 1, wsClosed(1006))], queued).state;
    const late = run([...upTo(1, 0), lost(1, STABLE_MS, wsClosed(1006))], queued).state;
    expect([early, late].map((state) => (state.tag === 'waiting' ? state.tries.attempt : null))).toEqual([8, 1]);
  });

  it('does not count a socket as stable that was open for long but never said anything', () => {
    const queued: ConnectionState = { tag: 'queued', tries: { attempt: 3, repeats: 1, mark: '' }, held: null };
    const [granted, opened] = upTo(1, 0);
    if (granted === undefined || opened === undefined) throw new Error('no events');
    const { state } = run([granted, opened, lost(1, 60_000, { tag: 'silent' })], queued);
    expect(state).toMatchObject({ tag: 'waiting', tries: { attempt: 4 } });
  });

  it('tells the policy how often the same ending came in a row', () => {
    let state = run([{ tag: 'start' }]).state;
    const seen = [];
    for (let epoch = 1; epoch <= 4; epoch += 1) {
      state = run([...upTo(epoch, 0), lost(epoch, 1, wsClosed(4001)), { tag: 'retry-due' }], state).state;
      seen.push(state.tag);
    }
    expect(seen).toEqual(['queued', 'queued', 'queued', 'failed']);
  });

  it('goes back to the queue, without a pause of its own, when the host is to blame', () => {
    const { state, effects } = run([
      { tag: 'start' },
      { tag: 'granted', at: at(0), epoch: 1 },
      { tag: 'closed', at: at(1), epoch: 1, info: refused, blame: 'host' },
      { tag: 'held', retryAtMs: 5, cause: { code: 'refused' } },
    ]);
    expect(state).toMatchObject({ tag: 'queued', tries: { attempt: 1 }, held: { retryAtMs: 5 } });
    expect(effects.map((effect) => effect.tag)).toEqual(['join-queue', 'open-socket', 'drop-socket', 'join-queue']);
  });

  it('honours the pause the far side asked for, through a probe, but not through an impatient person', () => {
    const status: CloseInfo = { tag: 'status', status: 429, retryAfterMs: 60_000 };
    const waiting = run([{ tag: 'start' }, { tag: 'granted', at: at(0), epoch: 1 }, lost(1, 0, status)]).state;
    expect(waiting).toMatchObject({ tag: 'waiting', held: { retryAtMs: 1_060_000, cause: { code: 'rate-limited' } } });
    expect(step(waiting, { tag: 'probe', at: at(5) }, policy).state.tag).toBe('waiting');
    expect(step(waiting, { tag: 'retry-now' }, policy).state.tag).toBe('queued');
  });

  it('gives up a dial at a probe only when it is older than two seconds', () => {
    const dialling = run([{ tag: 'start' }, { tag: 'granted', at: at(0), epoch: 1 }]).state;
    expect(step(dialling, { tag: 'probe', at: at(1_999) }, policy).state.tag).toBe('connecting');
    expect(step(dialling, { tag: 'probe', at: at(2_000) }, policy).state.tag).toBe('queued');
  });

  it('revives after a fatal end when asked, with its failures forgotten', () => {
    const failed: ConnectionState = { tag: 'failed', cause: { code: 'unauthorized' } };
    expect(step(failed, { tag: 'start' }, policy).state).toEqual(failed);
    expect(step(failed, { tag: 'retry-now' }, policy).state).toEqual({ tag: 'queued', tries: NO_TRIES, held: null });
  });
});

const eventArbitrary = fc.oneof(
  fc.constantFrom<ConnectionEvent['tag']>('start', 'stop', 'retry-now', 'retry-due', 'probe', 'held', 'granted'),
  fc.constantFrom<ConnectionEvent['tag']>('opened', 'heard', 'closed', 'granted', 'opened', 'closed'),
);
const infoArbitrary = fc.constantFrom<CloseInfo>(
  refused,
  wsClosed(1006),
  wsClosed(1011),
  { tag: 'silent' },
  { tag: 'status', status: 401, retryAfterMs: null },
  { tag: 'status', status: 503, retryAfterMs: 9_000 },
);

it('never holds two sockets, never waits for nothing, and leaves nothing behind after stop', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(eventArbitrary, infoArbitrary, fc.nat(3_000), fc.boolean()), { maxLength: 80 }),
      (script) => {
        let state: ConnectionState = { tag: 'idle' };
        let epoch = 0;
        let nowMs = 0;
        const has = { socket: false, queue: false, timer: false };
        function apply(event: ConnectionEvent): void {
          const result = step(state, event, policy);
          if (event.tag === 'granted') has.queue = false;
          if (event.tag === 'retry-due') has.timer = false;
          for (const { tag } of result.effects) {
            if (tag === 'open-socket') expect(has.socket).toBe(false);
            if (tag === 'join-queue') expect(has.queue).toBe(false);
            if (tag === 'schedule-retry') expect(has.timer).toBe(false);
            if (tag === 'open-socket' || tag === 'drop-socket') has.socket = tag === 'open-socket';
            if (tag === 'join-queue' || tag === 'leave-queue') has.queue = tag === 'join-queue';
            if (tag === 'schedule-retry' || tag === 'cancel-retry') has.timer = tag === 'schedule-retry';
          }
          state = result.state;
          const moves = Number(has.socket) + Number(has.queue) + Number(has.timer);
          expect({ tag: state.tag, moves }).toEqual({
            tag: state.tag,
            moves: state.tag === 'idle' || state.tag === 'failed' ? 0 : 1,
          });
        }
        for (const [tag, info, ms, stale] of script) {
          nowMs += ms;
          // Only what the world could do: a turn comes to who queued, a timer rings if it was set.
          if ((tag === 'granted' && !has.queue) || (tag === 'retry-due' && !has.timer)) continue;
          if (tag === 'granted') epoch += 1;
          const own = stale ? epoch - 1 : epoch;
          if (tag === 'start' || tag === 'stop' || tag === 'retry-now' || tag === 'retry-due') apply({ tag });
          else if (tag === 'held') apply({ tag, retryAtMs: nowMs, cause: { code: 'refused' } });
          else if (tag === 'probe') apply({ tag, at: at(nowMs) });
          else if (tag === 'granted') apply({ tag, at: at(nowMs), epoch });
          else if (tag === 'opened') apply({ tag, at: at(nowMs), epoch: own });
          else if (tag === 'heard') apply({ tag, epoch: own });
          else apply({ tag: 'closed', at: at(nowMs), epoch: own, info, blame: stale ? 'host' : 'link' });
        }
        apply({ tag: 'stop' });
        expect(state).toEqual({ tag: 'idle' });
      },
    ),
    { numRuns: 2_000 },
  );
});
