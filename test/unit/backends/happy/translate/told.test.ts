import { describe, expect, test } from 'vitest';
import { toldBy, type Told } from '../../../../../main/backends/happy/translate/told.ts';
import { readMessage } from '../../../../../main/backends/happy/wire/message.ts';
import { fixtureLines } from '../fixture-lines.ts';

function told(plaintext: string): readonly Told[] {
  const read = readMessage(plaintext);
  if (!read.ok) throw new Error('not a message');
  return toldBy(read.value);
}

const OVER = (how: 'done' | 'failed' | 'stopped'): Told => ({ tag: 'turn-over', how });
const WORKING: Told = { tag: 'working' };

describe('what a message says about its session', () => {
  test('in the newer form', () => {
    expect(fixtureLines('claude-1.2.jsonl').flatMap(told)).toEqual([
      WORKING,
      WORKING,
      { tag: 'usage', usage: { contextTokens: 3210, outputTokens: 7 } },
      { tag: 'effect', toolUseId: 'toolu_01' },
      { tag: 'unknown' },
      { tag: 'control', control: 'terminal' },
      { tag: 'mode', mode: 'plan' },
      OVER('done'),
      OVER('stopped'),
    ]);
  });

  test('in the lines of an older program, where a sub-agent speaks only for itself', () => {
    expect(fixtureLines('claude-0.13.jsonl').flatMap(told)).toEqual([
      WORKING,
      { tag: 'usage', usage: { contextTokens: 100, outputTokens: 5 } },
      { tag: 'effect', toolUseId: 'toolu_01' },
      WORKING,
      OVER('done'),
    ]);
    const line = '{"role":"agent","content":{"type":"output","data":{"type":"result","is_error":true}}}';
    expect(told(line)).toEqual([OVER('failed')]);
  });

  test('in the words of other agents', () => {
    expect(fixtureLines('codex.jsonl').flatMap(told)).toEqual([
      WORKING,
      WORKING,
      { tag: 'effect', toolUseId: 'call_1' },
      { tag: 'effect', toolUseId: 'call_2' },
      { tag: 'usage', usage: { contextTokens: 42, outputTokens: 9 } },
      { tag: 'unknown' },
      OVER('stopped'),
      OVER('done'),
    ]);
  });

  test('that failed', () => {
    const ev = '{"t":"turn-end","status":"failed"}';
    expect(told(`{"role":"session","content":{"role":"agent","ev":${ev}}}`)).toEqual([OVER('failed')]);
  });
});
