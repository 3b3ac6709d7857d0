import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  historyItems,
  keepMessage,
  readKept,
  sortKept,
  type KeptMessage,
} from '../../../../../main/backends/happy/translate/kept-message.ts';
import { fixtureLines } from '../fixture-lines.ts';

const AT = 1_763_700_000_000;
const kept = (lines: readonly string[]): readonly KeptMessage[] =>
  lines.map((plaintext, at) => ({ id: `m${at}`, createdAtMs: AT + at, plaintext }));
const shown = (plaintext: string) => readKept(keepMessage({ id: 'm', createdAtMs: AT, plaintext }));

describe('the transcript', () => {
  test('of a newer program shows turns, tools, sub-agents, files and news', () => {
    const items = kept(fixtureLines('claude-1.2.jsonl')).flatMap((message) => readKept(keepMessage(message)));
    expect(items).toEqual([
      { id: 'm0:0', atMs: AT, tag: 'person', text: 'Tidy the shop' },
      { id: 'm2:0', atMs: AT + 200, tag: 'thinking', text: 'Where to begin?' },
      {
        id: 'm3:0',
        atMs: AT + 300,
        tag: 'tool-call',
        toolUseId: 'toolu_01',
        toolName: 'Bash',
        inputJson: '{ "command": "ls", "id": 9007199254740993, "k": 1, "k": 2 }',
      },
      { id: 'm4:0', atMs: AT + 400, tag: 'tool-result', toolUseId: 'toolu_01', text: '', isError: false },
      { id: 'm5:0', atMs: AT + 500, fromSubagent: true, tag: 'note', text: 'Look around' },
      { id: 'm6:0', atMs: AT + 600, fromSubagent: true, tag: 'agent', text: 'All is tidy.' },
      { id: 'm8:0', atMs: AT + 800, tag: 'event', event: { tag: 'file', name: 'shop.png' } },
      { id: 'm9:0', atMs: AT + 900, tag: 'person', text: 'Go on, please' },
      { id: 'm10:0', atMs: AT + 1000, tag: 'note', text: 'Context was compacted' },
      { id: 'm12:0', atMs: AT + 12, tag: 'note', text: 'Aborted by user' },
      { id: 'm13:0', atMs: AT + 13, tag: 'event', event: { tag: 'control', to: 'terminal' } },
      { id: 'm14:0', atMs: AT + 14, tag: 'event', event: { tag: 'mode', mode: 'plan' } },
      { id: 'm15:0', atMs: AT + 1200, tag: 'turn-end', isError: false },
      { id: 'm16:0', atMs: AT + 1300, tag: 'event', event: { tag: 'stopped' } },
    ]);
  });

  test('of an older program is made of the lines of Claude Code, with what tools gave back', () => {
    const start = Date.parse('2025-11-21T04:40:00.100Z');
    const items = kept(fixtureLines('claude-0.13.jsonl')).flatMap((message) => readKept(keepMessage(message)));
    expect(items).toEqual([
      { id: 'm0:0', atMs: AT, tag: 'person', text: 'Tidy the shop' },
      { id: 'm1:0', atMs: start, tag: 'thinking', text: 'Where to begin?' },
      { id: 'm1:1', atMs: start, tag: 'agent', text: 'I will look.' },
      {
        id: 'm1:2',
        atMs: start,
        tag: 'tool-call',
        toolUseId: 'toolu_01',
        toolName: 'Bash',
        inputJson: '{"command":"ls","id":9007199254740993}',
      },
      { id: 'm2:0', atMs: start + 900, tag: 'tool-result', toolUseId: 'toolu_01', text: 'shop.ts', isError: false },
      { id: 'm3:0', atMs: start + 1900, fromSubagent: true, tag: 'agent', text: 'All is tidy.' },
      {
        id: 'm7:0',
        atMs: AT + 7,
        tag: 'event',
        event: { tag: 'limit-reached', untilMs: Date.parse('2025-11-21T05:40:00.000Z') },
      },
      { id: 'm8:0', atMs: AT + 8, tag: 'turn-end', isError: false },
    ]);
  });

  test('of other agents shows their words, tools, edits and terminals', () => {
    const items = historyItems(kept(fixtureLines('codex.jsonl')));
    expect(items.map(({ id: _id, atMs: _at, ...item }) => item)).toEqual([
      { tag: 'thinking', text: 'Where to begin?' },
      { tag: 'agent', text: 'I will look.' },
      {
        tag: 'tool-call',
        toolUseId: 'call_1',
        toolName: 'CodexBash',
        inputJson: '{"command":["ls"],"cwd":"/srv","big":1e400}',
      },
      { tag: 'tool-result', toolUseId: 'call_1', text: 'shop.ts', isError: false },
      { tag: 'thinking', text: 'Hm' },
      { tag: 'tool-result', toolUseId: 'call_2', text: '{"rows":[1,2]}', isError: true },
      { tag: 'note', text: 'Edit shop.ts\n-a\n+b' },
      { tag: 'note', text: 'ok\n' },
      { tag: 'event', event: { tag: 'stopped' } },
      { tag: 'turn-end', isError: false },
    ]);
  });

  test('stands in the order in which it was said, not in the order in which it arrived', () => {
    const [first, second, third] = fixtureLines('claude-1.2.jsonl').slice(2, 5);
    const arrived = kept([third ?? '', first ?? '', second ?? '', '{"role":"user"']);
    expect(historyItems(arrived).map(({ id }) => id)).toEqual(['m1:0', 'm2:0', 'm0:0']);
    expect(sortKept(arrived).map(({ id }) => id)).toEqual(['m1', 'm2', 'm0']);
  });

  test('leaves out whole notifications at the beginning, and nothing else', () => {
    const said = (text: string) => JSON.stringify({ role: 'user', content: { type: 'text', text } });
    const texts = (text: string) => shown(said(text)).map((item) => ('text' in item ? item.text : item.tag));
    const n = '<task-notification>';
    const e = '</task-notification>';
    expect(texts(`${n}a${n}b${e}c${e} ${n}d${e}\nhello`)).toEqual(['hello']);
    expect(texts(`${n}a${e}`)).toEqual([]);
    expect(texts(`${n}a`)).toEqual([`${n}a`]);
    expect(texts(`look: ${n}a${e}`)).toEqual([`look: ${n}a${e}`]);
    expect(texts('  indented')).toEqual(['  indented']);
  });

  test('of anything at all never fails', () => {
    const value = fc.oneof(
      fc.json(),
      fc.json().map((json) => `{"role":"session","content":{"time":1,"role":"agent","ev":${json}}}`),
      fc.json().map((json) => `{"role":"agent","content":{"type":"output","data":${json}}}`),
      fc.json().map((json) => `{"role":"agent","content":{"type":"codex","data":${json}}}`),
    );
    fc.assert(
      fc.property(value, (plaintext) => {
        const message = { id: 'm', createdAtMs: AT, plaintext };
        expect(readKept(keepMessage(message))).toEqual(historyItems([message]));
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(readKept(bytes)).toEqual([]);
      }),
    );
  });
});
