import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readHook } from '../../../../../main/backends/local/hooks/read-hook.ts';
import { cutRaw } from '../../../../../shared/raw-json.ts';

const recorded = readFileSync(join(import.meta.dirname, '../../../../fixtures/ccr/hooks-http.jsonl'), 'utf8')
  .split('\n')
  .filter((line) => line.includes('"dir":"hook->gateway"'))
  .map((line) => cutRaw(line, ['body']) ?? '');

const read = (body: string) => readHook({ body, value: JSON.parse(body) });
const news = (fields: string) => read(`{"session_id":"s",${fields}}`)?.news;

describe('a hook', () => {
  test('of the real program is understood, every one that was recorded', () => {
    const tags = new Map<string, string>();
    for (const body of recorded) {
      const hook = read(body);
      expect(hook?.origin.sessionId).toBe(JSON.parse(body).session_id);
      tags.set(JSON.parse(body).hook_event_name, hook?.news.tag ?? 'unreadable');
    }
    expect(Object.fromEntries(tags)).toEqual({
      UserPromptSubmit: 'prompted',
      PreToolUse: 'tool-begins',
      PermissionRequest: 'permission-asked',
      PostToolUse: 'tool-ran',
      Notification: 'nothing',
      Stop: 'turn-over',
      SessionEnd: 'session-over',
    });
  });

  test('that asks keeps the bytes of its input, of which the last of two counts', () => {
    const asked = news(
      '"hook_event_name":"PermissionRequest","tool_name":"T","tool_input":{},"tool_input":{ "n":1e400 }',
    );
    expect(asked).toMatchObject({ tag: 'permission-asked', toolName: 'T', inputJson: '{ "n":1e400 }' });
  });

  test.each([
    ['"hook_event_name":"PermissionRequest","tool_name":"T"'],
    ['"hook_event_name":"PermissionRequest","tool_name":"T","tool_input":[]'],
    ['"hook_event_name":"PermissionRequest","tool_name":7,"tool_input":{}'],
    ['"hook_event_name":"PreToolUse","tool_name":"T","tool_input":{}'],
    ['"hook_event_name":"PostToolUse","tool_use_id":""'],
    ['"hook_event_name":"PermissionDenied"'],
    ['"hook_event_name":"PostToolBatch","tool_calls":[{}]'],
    ['"hook_event_name":"SubagentStop"'],
  ])('that lacks what it must say is malformed: %s', (fields) => {
    expect(news(fields)).toEqual({ tag: 'malformed' });
  });

  test('of a kind from another version is unknown', () => {
    expect(news('"hook_event_name":"PreMindReading","thoughts":[1]')).toEqual({ tag: 'unknown' });
  });

  test.each(['{}', '{"session_id":"","hook_event_name":"Stop"}', '{"session_id":"a\\nb","hook_event_name":"Stop"}'])(
    'without a session that can be held is nobody: %s',
    (body) => expect(read(body)).toBeNull(),
  );

  test('with decorations of the wrong type is still read', () => {
    expect(read('{"session_id":"s","hook_event_name":"Stop","cwd":7,"prompt_id":[],"permission_mode":null}')).toEqual({
      origin: { sessionId: 's', agentId: null, wire: { session_id: 's', hook_event_name: 'Stop' } },
      news: { tag: 'turn-over' },
    });
  });
});
