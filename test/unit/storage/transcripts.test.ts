import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createTranscriptStore } from '../../../main/storage/transcripts.ts';
import { connectionId, sessionId, sessionKey } from '../../../shared/ids.ts';

const keyOf = (name: string) => sessionKey(connectionId('work'), sessionId(name));
const [a, b, c] = [keyOf('a'), keyOf('b'), keyOf('c')];
const bytes = (text: string) => new TextEncoder().encode(text);
const texts = (frames: readonly Uint8Array[]) => frames.map((frame) => new TextDecoder().decode(frame));
const OVERHEAD = 128;

describe('transcripts', () => {
  test('frames come back in order, of their own session only', () => {
    const store = createTranscriptStore();
    store.append(a, bytes('1'));
    store.append(b, bytes('2'));
    store.append(a, bytes('3'));
    expect([texts(store.frames(a)), texts(store.frames(b)), store.frames(c)]).toEqual([['1', '3'], ['2'], []]);
    expect(store.wasCut(a)).toBe(false);
  });

  test('a frame is copied, so a reused or pooled buffer changes nothing and is not kept alive', () => {
    const store = createTranscriptStore();
    const pool = Buffer.alloc(65_536, 'x');
    store.append(a, pool.subarray(10, 14));
    pool.fill('y');
    expect(texts(store.frames(a))).toEqual(['xxxx']);
    expect(store.frames(a)[0]?.buffer.byteLength).toBe(4);
  });

  test('a session over its own limit loses its oldest frames', () => {
    const store = createTranscriptStore({ sessionBytes: 3 * (OVERHEAD + 1) });
    for (const text of '12345') store.append(a, bytes(text));
    expect([texts(store.frames(a)), store.wasCut(a)]).toEqual([['3', '4', '5'], true]);
  });

  test('over the budget, the session that was silent longest gives first', () => {
    const store = createTranscriptStore({ budgetBytes: 4 * (OVERHEAD + 1) });
    for (const [key, text] of [
      [a, '1'],
      [b, '2'],
      [a, '3'],
      [c, '4'],
      [c, '5'],
    ] as const)
      store.append(key, bytes(text));
    expect([texts(store.frames(a)), texts(store.frames(b)), texts(store.frames(c))]).toEqual([
      ['1', '3'],
      [],
      ['4', '5'],
    ]);
    expect([store.wasCut(a), store.wasCut(b), store.wasCut(c)]).toEqual([false, true, false]);
    store.append(b, bytes('6'));
    expect([texts(store.frames(b)), store.wasCut(b)]).toEqual([['6'], true]);
  });

  test('a frame larger than a session may hold is dropped, and the session says that something is missing', () => {
    const store = createTranscriptStore({ sessionBytes: 500 });
    store.append(a, bytes('small'));
    store.append(a, new Uint8Array(1000));
    expect([store.frames(a), store.wasCut(a)]).toEqual([[], true]);
  });

  test('a forgotten session gives its room back', () => {
    const store = createTranscriptStore({ budgetBytes: 2 * (OVERHEAD + 1) });
    store.append(a, bytes('1'));
    store.append(a, bytes('2'));
    store.forget(a);
    store.append(b, bytes('3'));
    store.append(b, bytes('4'));
    expect([store.frames(a), texts(store.frames(b)), store.wasCut(a), store.wasCut(b)]).toEqual([
      [],
      ['3', '4'],
      false,
      false,
    ]);
  });

  test('listeners hear appends and live text until they stop, and stopping twice takes nobody else off', () => {
    const store = createTranscriptStore();
    const heard: string[] = [];
    const listener = (_key: string, frame: Uint8Array) => void heard.push(...texts([frame]));
    const stop = store.onAppend(listener);
    const stopSecond = store.onAppend(listener);
    store.append(a, bytes('1'));
    stop();
    stop();
    store.append(a, bytes('2'));
    stopSecond();
    store.append(a, bytes('3'));
    const stopLive = store.onLive((key, text) => heard.push(`${key}=${text}`));
    store.live(b, 'typing');
    stopLive();
    store.live(b, 'more');
    expect(heard).toEqual(['1', '1', '2', 'work/b=typing']);
  });

  test('whatever comes, no limit is ever passed, and what is kept is the newest of each session in order', () => {
    const step = fc.tuple(fc.constantFrom(a, b, c), fc.integer({ min: 0, max: 400 }));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        const limits = { budgetBytes: 2000, sessionBytes: 900 };
        const store = createTranscriptStore(limits);
        const sent = new Map<string, number[]>();
        for (const [key, size] of steps) {
          store.append(key, new Uint8Array(size));
          sent.set(key, [...(sent.get(key) ?? []), size]);
          const costs = [a, b, c].map((each) =>
            store.frames(each).reduce((sum, frame) => sum + frame.length + OVERHEAD, 0),
          );
          expect(Math.max(...costs)).toBeLessThanOrEqual(limits.sessionBytes);
          expect(costs.reduce((sum, cost) => sum + cost, 0)).toBeLessThanOrEqual(limits.budgetBytes);
        }
        for (const key of [a, b, c]) {
          const all = sent.get(key) ?? [];
          const kept = store.frames(key).map((frame) => frame.length);
          expect(kept).toEqual(all.slice(all.length - kept.length));
          expect(store.wasCut(key)).toBe(kept.length < all.length);
        }
      }),
    );
  });
});
