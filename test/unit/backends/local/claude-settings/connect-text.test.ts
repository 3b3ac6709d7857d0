import { describe, expect, test } from 'vitest';
import { connectText, disconnectText } from '../../../../../main/backends/local/claude-settings/connect-text.ts';
import { hooksFor } from '../../../../../main/backends/local/claude-settings/hook-list.ts';
import { standingOf } from '../../../../../main/backends/local/claude-settings/hooks-standing.ts';
import { readTree, valueOf } from '../../../../../main/backends/local/claude-settings/text-tree.ts';
import type { Undo } from '../../../../../main/backends/local/claude-settings/connect-text.ts';
import { address, ourHooks, PORTS, settingsFiles, TOKEN } from './sample-hooks.ts';

const isOurToken = (token: string) => token === TOKEN;

function connected(before: string | null, undo: Undo | null = null) {
  const result = connectText(before, ourHooks, undo, PORTS);
  if (!result.ok) throw new Error(result.error.detail);
  return result.value;
}

function disconnected(now: string, undo: Undo | null) {
  const result = disconnectText(now, undo, PORTS);
  if (!result.ok) throw new Error(result.error.detail);
  return result.value;
}

function standing(text: string, undo: Undo | null) {
  return standingOf(text, address, undo, PORTS, isOurToken).hooks;
}

/** As Claude Code does it when it changes a setting. */
const rewritten = (text: string) => JSON.stringify(JSON.parse(text.replace(/^\uFEFF/, '')), null, 2) + '\n';

test('there are at least thirty settings files to try', () => {
  expect(settingsFiles.length).toBeGreaterThanOrEqual(30);
});

describe.each(settingsFiles)('$name', ({ text }) => {
  test('holds our hooks once it is connected, and everything it held before', () => {
    const { after, undo } = connected(text);
    expect(standing(after, undo)).toEqual({ tag: 'connected', style: 'http' });
    const tree = readTree(after);
    expect(tree.ok).toBe(true);
    let from = 0;
    for (const { at, length } of undo.cuts) {
      expect(at).toBeGreaterThanOrEqual(from);
      from = at + length;
    }
    if (isJson(text)) expect(isJson(after)).toBe(true);
  });

  test('is byte for byte what it was once it is disconnected', () => {
    const { after, undo } = connected(text);
    expect(disconnected(after, undo)).toEqual({ text, fileIsOurs: false });
  });

  test('is byte for byte what it was after several connects', () => {
    const first = connected(text);
    const second = connected(first.after, first.undo);
    const third = connected(second.after, second.undo);
    expect(third.after).toBe(first.after);
    expect(disconnected(third.after, third.undo).text).toBe(text);
  });

  test('keeps its own values when what we remember is lost', () => {
    const { after } = connected(text);
    const { text: left } = disconnected(after, null);
    expect(left).not.toContain('x-gatehouse-token');
    const before = readTree(text);
    const now = readTree(left);
    if (!before.ok || !now.ok || before.value.root === null || now.value.root === null) return;
    expect(withoutEmptyHooks(valueOf(now.value.root))).toEqual(withoutEmptyHooks(valueOf(before.value.root)));
  });
});

/** Without our memory an empty list may have been ours. */
function withoutEmptyHooks(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('hooks' in value)) return value;
  const hooks = value.hooks;
  if (typeof hooks !== 'object' || hooks === null) return value;
  const kept = Object.entries(hooks).filter(([, list]) => !Array.isArray(list) || list.length > 0);
  const { hooks: _, ...rest } = value;
  return kept.length === 0 ? rest : { ...rest, hooks: Object.fromEntries(kept) };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text.replace(/^\uFEFF/, ''));
    return true;
  } catch {
    return false;
  }
}

/** Those that come through `JSON.parse` with all they hold. */
const plainFiles = settingsFiles.filter(({ name, text }) => isJson(text) && !/duplicate|numbers/.test(name));

describe.each(plainFiles)('$name, written anew by Claude Code in between', ({ text }) => {
  test('is what Claude Code would have written without us', () => {
    const { after, undo } = connected(text);
    // Where Claude Code writes just what we wrote, nobody can tell, and the original comes back.
    const expected = rewritten(after) === after ? text : rewritten(text);
    expect(disconnected(rewritten(after), undo).text).toBe(expected);
  });
});

describe('when others write while we are connected', () => {
  const before = '{\n  "hooks": {\n    "Stop": []\n  }\n}\n';

  test('hooks of theirs before, between and behind ours stay in their order', () => {
    const { after, undo } = connected(before);
    const value = JSON.parse(after) as { hooks: Record<string, unknown[]> };
    const their = (command: string) => ({ hooks: [{ type: 'command', command }] });
    value.hooks['Stop'] = [their('a'), ...(value.hooks['Stop'] ?? []), their('b')];
    value.hooks['PreToolUse'] = [...(value.hooks['PreToolUse'] ?? []), their('c')];
    value.hooks['SessionStart'] = [their('d')];
    const now = `${JSON.stringify(value, null, 2)}\n`;
    expect(JSON.parse(disconnected(now, undo).text)).toEqual({
      hooks: { Stop: [their('a'), their('b')], PreToolUse: [their('c')], SessionStart: [their('d')] },
    });
  });

  test('a handler that somebody put into our group stays, ours goes', () => {
    const { after, undo } = connected('{}');
    const value = JSON.parse(after) as { hooks: { Stop: { hooks: unknown[] }[] } };
    value.hooks.Stop[0]?.hooks.push({ type: 'command', command: 'theirs' });
    expect(JSON.parse(disconnected(JSON.stringify(value), undo).text)).toEqual({
      hooks: { Stop: [{ hooks: [{ type: 'command', command: 'theirs' }] }] },
    });
  });

  test('a list that the person had stays, even empty; one that we made goes', () => {
    const { after, undo } = connected(before);
    expect(disconnected(rewritten(after), undo).text).toBe(before);
  });

  test('lists that we made go too when somebody took our hooks out of them', () => {
    const { after, undo } = connected('{\n  "model": "opus"\n}\n');
    const value = JSON.parse(after) as { hooks: Record<string, unknown[]> };
    for (const list of Object.values(value.hooks)) list.length = 0;
    expect(disconnected(`${JSON.stringify(value, null, 2)}\n`, undo).text).toBe('{\n  "model": "opus"\n}\n');
  });

  test('comments that the person wrote among ours stay', () => {
    const { after, undo } = connected(before);
    const now = after.replace('"Stop": [', '"Stop": [\n      // mine').replace(/\n\}\n$/, '\n  // end\n}\n');
    const left = disconnected(now, undo).text;
    expect(left).toContain('// mine');
    expect(left).toContain('// end');
    expect(left).not.toContain('gatehouse');
  });
});

describe('a file that was not there', () => {
  test('is made, with a line end, and goes again when nothing else is in it', () => {
    const { after, undo } = connected(null);
    expect(after.endsWith('}\n')).toBe(true);
    expect(disconnected(after, undo)).toEqual({ text: '', fileIsOurs: true });
    expect(disconnected(`${rewritten(after)}\n`, undo)).toEqual({ text: '{}\n\n', fileIsOurs: true });
  });

  test('stays when somebody put something into it', () => {
    const { after, undo } = connected(null);
    const now = rewritten(JSON.stringify({ model: 'opus', ...(JSON.parse(after) as object) }));
    expect(disconnected(now, undo)).toEqual({ text: '{\n  "model": "opus"\n}\n', fileIsOurs: false });
  });
});

describe('what is not settings is left alone, and where it goes wrong is told', () => {
  test.each([
    ['{ "hooks": ', 'line 1, column 12: expected a value'],
    ['[]', 'line 1, column 1: expected settings in { }'],
    ['{\n  "hooks": []\n}', 'line 2, column 12: expected "hooks" with { }'],
    ['{\n  "hooks": null\n}', 'line 2, column 12: expected "hooks" with { }'],
    ['{ "hooks": { "Stop": {} } }', 'line 1, column 22: expected "Stop" with [ ]'],
    ['{} {}', 'line 1, column 4: expected the end of the file'],
    ["{ 'a': 1 }", 'line 1, column 3: expected a name in double quotes or }'],
    ['{ "a": 1 "b": 2 }', 'line 1, column 10: expected a comma or the closing bracket'],
    ['{ "a": "x\n" }', 'line 1, column 8: expected a text that ends with a double quote'],
  ])('%#: %j', (text, detail) => {
    expect(connectText(text, ourHooks, null, PORTS)).toEqual({ ok: false, error: { detail } });
  });
});

test('settings that nest without end are refused before the stack ends', () => {
  const detail = 'line 1, column 202: expected at most 200 levels';
  expect(connectText('['.repeat(100_000), ourHooks, null, PORTS)).toEqual({ ok: false, error: { detail } });
});

describe('hooks in one style and then in the other', () => {
  test('lead back to the same file', () => {
    const text = '{\n  "hooks": { "Stop": [{ "hooks": [] }] }\n}';
    const first = connected(text);
    const commands = connectText(first.after, hooksFor({ ...address, style: 'command' }), first.undo, PORTS);
    if (!commands.ok) throw new Error(commands.error.detail);
    expect(commands.value.after).toContain("curl -q -s -K '/home/me/.config/Gatehouse/gatehouse-hook.curl'");
    expect(commands.value.after).not.toContain(TOKEN);
    expect(disconnected(commands.value.after, commands.value.undo).text).toBe(text);
    expect(disconnected(rewritten(commands.value.after), null).text).toBe(rewritten(text));
  });
});
