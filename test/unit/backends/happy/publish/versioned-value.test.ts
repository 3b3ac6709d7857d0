import { describe, expect, test } from 'vitest';
import { VersionedValue, type VersionedOptions } from '../../../../../main/backends/happy/publish/versioned-value.ts';
import { err, ok, type Result } from '../../../../../shared/result.ts';
import type { CallError } from '../../../../../main/backends/happy/server/happy-socket.ts';
import { createHandClock } from '../../../../support/hand-clock.ts';
import { recordingLog } from '../../../../support/recording-log.ts';

type Answer = Result<unknown, CallError>;

function desk(answers: readonly ((expectedVersion: number) => Answer)[], over: Partial<VersionedOptions> = {}) {
  const clock = createHandClock();
  const log = recordingLog();
  const sent: { readonly value: string; readonly expectedVersion: number }[] = [];
  const happened: string[] = [];
  let underWay = 0;
  let want = 1;
  const value = new VersionedValue({
    event: 'update-state',
    field: 'agentState',
    next: (current) => JSON.stringify({ ...(current === null ? {} : JSON.parse(current)), want }),
    call: async (_event, payload) => {
      underWay += 1;
      expect(underWay).toBe(1);
      await Promise.resolve();
      underWay -= 1;
      const { agentState, expectedVersion } = payload as { agentState: string; expectedVersion: number };
      sent.push({ value: agentState, expectedVersion });
      const answer = answers[sent.length - 1] ?? answers.at(-1);
      return answer?.(expectedVersion) ?? err({ code: 'timeout' });
    },
    sessionId: () => 's',
    seal: (plaintext) => plaintext,
    unseal: (sealed) => (sealed === 'rubbish' ? null : sealed),
    reread: () => {
      happened.push('reread');
      return Promise.resolve(true);
    },
    onWritten: () => happened.push('written'),
    onHeard: () => undefined,
    onTooLarge: () => false,
    onConflict: () => happened.push('conflict'),
    onTrouble: (trouble) => trouble !== null && happened.push(trouble.cause.code),
    clock,
    random: { fraction: () => 0.5, uuid: () => '' },
    log,
    name: 'share',
    ...over,
  });
  return {
    value,
    sent,
    happened,
    log,
    wish: (next: number) => {
      want = next;
      value.want();
    },
    async settle() {
      for (let turn = 0; turn < 40; turn++) {
        for (let microtask = 0; microtask < 12; microtask++) await Promise.resolve();
        clock.advance(5_000);
      }
    },
  };
}

const success = (expected: number): Answer => ok({ result: 'success', version: expected + 1, agentState: '' });
const mismatch = (version: number, agentState: string) => (): Answer =>
  ok({ result: 'version-mismatch', version, agentState });

describe('A value that others write too', () => {
  test('is not written before it was read, nor when it is as it should be', async () => {
    const { value, sent, settle } = desk([success]);
    value.open();
    await settle();
    expect(sent).toEqual([]);
    value.take(3, '{"want":1}');
    await settle();
    expect(sent).toEqual([]);
  });

  test('is written over what another device made of it in the meantime', async () => {
    const { value, sent, happened, settle } = desk([mismatch(7, '{"theirs":true}'), success]);
    value.take(0, null);
    value.open();
    await settle();
    expect(sent).toEqual([
      { value: '{"want":1}', expectedVersion: 0 },
      { value: '{"theirs":true,"want":1}', expectedVersion: 7 },
    ]);
    expect(happened).toEqual(['written']);
  });

  test('is given up after five mismatches, a new look, and five more', async () => {
    const { value, sent, happened, settle } = desk([mismatch(0, '{}')]);
    value.take(0, null);
    value.open();
    await settle();
    expect(sent).toHaveLength(10);
    expect(happened).toEqual(['reread', 'conflict']);
    value.want();
    await settle();
    expect(sent).toHaveLength(10);
  });

  test('is written with all that was wanted while a write was under way', async () => {
    const { value, sent, wish, settle } = desk([success]);
    value.take(0, null);
    value.open();
    wish(2);
    wish(3);
    await settle();
    expect(sent.map(({ value: text }) => text)).toContain('{"want":3}');
    expect(sent.length).toBeLessThanOrEqual(2);
  });

  test('is tried again after an error and a missing ack, each of them told', async () => {
    const { value, sent, happened, settle } = desk([
      () => ok({ result: 'error' }),
      () => ok('what?'),
      () => err({ code: 'timeout' }),
      success,
    ]);
    value.take(0, null);
    value.open();
    await settle();
    expect(sent).toHaveLength(4);
    expect(happened).toEqual(['server-error', 'server-error', 'reread', 'timeout', 'written']);
  });

  test('is made smaller where the socket does not take it, and told where that is not possible', async () => {
    let left = 1;
    const { value, sent, happened, settle } = desk([() => err({ code: 'too-large' })], {
      onTooLarge: () => left-- > 0,
    });
    value.take(0, null);
    value.open();
    await settle();
    expect(sent.length).toBeGreaterThan(2);
    expect(sent.length).toBeLessThan(40);
    expect(happened).toContain('too-large');
  });

  test('waits for the next connection when this one is lost', async () => {
    const { value, sent, settle } = desk([() => err({ code: 'lost' }), success]);
    value.take(0, null);
    value.open();
    await settle();
    expect(sent).toHaveLength(1);
    value.open();
    await settle();
    expect(sent).toHaveLength(2);
  });

  test('that cannot be read any more is written anew from what was known', async () => {
    const { value, sent, settle } = desk([success]);
    value.take(0, '{"theirs":1,"want":1}');
    value.open();
    value.take(1, 'rubbish');
    await settle();
    expect(value.current).toBe('{"theirs":1,"want":1}');
    expect(sent).toEqual([{ value: '{"theirs":1,"want":1}', expectedVersion: 1 }]);
  });
});
