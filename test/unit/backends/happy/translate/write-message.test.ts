import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { historyItems } from '../../../../../main/backends/happy/translate/kept-message.ts';
import { MessageWriter } from '../../../../../main/backends/happy/translate/write-message.ts';
import { readMessage } from '../../../../../main/backends/happy/wire/message.ts';
import type { TranscriptItem } from '../../../../../shared/model/transcript.ts';
import { sessionEvent } from '../../../../../shared/strings/de/session-event.ts';
import { isSound } from '../envelope-rules.ts';

const NOW = 1_763_700_000_000;
const write = (items: readonly TranscriptItem[], scope = 'share') => {
  const writer = new MessageWriter(scope, sessionEvent);
  return items.flatMap((item) => writer.write(item, NOW));
};
const bodies = (items: readonly TranscriptItem[]) => write(items).map(({ plaintext }) => JSON.parse(plaintext).content);

const TALK: readonly TranscriptItem[] = [
  { id: 'i1', atMs: NOW - 9, tag: 'person', text: 'Tidy up' },
  { id: 'i2', tag: 'thinking', text: 'Hm' },
  { id: 'i3', tag: 'agent', text: 'I will look.' },
  {
    id: 'i4',
    tag: 'tool-call',
    toolUseId: 'toolu_01',
    toolName: 'Bash',
    inputJson: '{ "command": "ls", "id": 9007199254740993 }',
  },
  { id: 'i5', tag: 'tool-result', toolUseId: 'toolu_01', text: 'shop.ts', isError: false },
  { id: 'i6', fromSubagent: true, tag: 'agent', text: 'All is tidy.' },
  { id: 'i7', tag: 'note', text: 'Compacted' },
  { id: 'i7b', tag: 'event', event: { tag: 'mode', mode: 'plan' } },
  { id: 'i8', tag: 'turn-end', isError: false },
  { id: 'i9', tag: 'agent', text: 'One more thing.' },
  { id: 'i10', tag: 'person', text: 'Thanks' },
  { id: 'i11', tag: 'turn-end', isError: true, text: 'never began' },
];

describe('a transcript written for other devices', () => {
  test('opens and closes turns around what the agent says', () => {
    const written = bodies(TALK);
    expect(written.map(({ role, ev }) => [role, ev.t, ev.text ?? ev.status ?? ev.call])).toEqual([
      ['user', 'text', 'Tidy up'],
      ['agent', 'turn-start', undefined],
      ['agent', 'text', 'Hm'],
      ['agent', 'text', 'I will look.'],
      ['agent', 'tool-call-start', 'toolu_01'],
      ['agent', 'tool-call-end', 'toolu_01'],
      ['agent', 'service', 'All is tidy.'],
      ['agent', 'service', 'Compacted'],
      ['agent', 'service', 'Berechtigungsmodus: plan'],
      ['agent', 'turn-end', 'completed'],
      ['agent', 'turn-start', undefined],
      ['agent', 'text', 'One more thing.'],
      ['agent', 'turn-end', 'completed'],
      ['user', 'text', 'Thanks'],
      ['agent', 'turn-start', undefined],
      ['agent', 'service', 'never began'],
      ['agent', 'turn-end', 'failed'],
    ]);
    expect(written[0]).toMatchObject({ time: NOW - 9 });
    expect(written[0]).not.toHaveProperty('turn');
    const turns = written.filter(({ role }) => role === 'agent').map(({ turn }) => turn);
    expect(new Set(turns).size).toBe(3);
    expect(written.every(isSound)).toBe(true);
  });

  test('keeps the input of a tool as it was written, and names what it does', () => {
    const [, tool] = write([TALK[3] as TranscriptItem]);
    expect(tool?.plaintext).toContain('"args":{ "command": "ls", "id": 9007199254740993 }');
    expect(bodies([TALK[3] as TranscriptItem])[1].ev).toMatchObject({ name: 'Bash', title: 'ls', description: 'ls' });
  });

  test('has the same ids in every run, and no others for another session', () => {
    const ids = write(TALK).map(({ localId }) => localId);
    expect(write(TALK).map(({ localId }) => localId)).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
    expect(write(TALK, 'other').filter(({ localId }) => ids.includes(localId))).toEqual([]);
    for (const id of ids) expect(id).toMatch(/^[a-z][0-9a-z]{23}$/);
  });

  test('reads as what it was written from', () => {
    const messages = write(TALK).map(({ localId, plaintext }, at) => ({ id: localId, createdAtMs: at, plaintext }));
    const told = messages.flatMap((message) => historyItems([message]));
    expect(told.filter(({ tag }) => tag === 'person' || tag === 'agent' || tag === 'tool-call')).toMatchObject([
      { tag: 'person', text: 'Tidy up' },
      { tag: 'agent', text: 'I will look.' },
      { tag: 'tool-call', inputJson: '{ "command": "ls", "id": 9007199254740993 }' },
      { tag: 'agent', text: 'One more thing.' },
      { tag: 'person', text: 'Thanks' },
    ]);
  });

  test('is sound whatever it is made of', () => {
    const text = fc.string({ unit: 'binary' });
    const item = fc.oneof(
      fc.record({
        tag: fc.constantFrom('person' as const, 'agent' as const, 'thinking' as const, 'note' as const),
        text,
      }),
      fc.record({
        tag: fc.constant('tool-call' as const),
        toolUseId: text,
        toolName: text,
        inputJson: fc.oneof(fc.json(), text),
      }),
      fc.record({ tag: fc.constant('tool-result' as const), toolUseId: text, text, isError: fc.boolean() }),
      fc.record({ tag: fc.constant('turn-end' as const), isError: fc.boolean(), text }),
    );
    fc.assert(
      fc.property(fc.array(item, { maxLength: 8 }), (items) => {
        const told = items.map((each, at): TranscriptItem => ({ id: `${at}`, ...each }));
        for (const { plaintext } of write(told)) {
          expect(JSON.parse(plaintext).content).toSatisfy(isSound);
          expect(readMessage(plaintext).ok || plaintext.includes('"call":""')).toBe(true);
        }
      }),
    );
  });
});
