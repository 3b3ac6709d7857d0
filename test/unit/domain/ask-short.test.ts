import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { askShort } from '../../../main/domain/ask-detail.ts';
import type { PermissionRequest } from '../../../shared/model/permission-request.ts';
import { permissionRequest } from './permission-request.ts';

const shortOf = (toolName: string, input: unknown, more: Partial<PermissionRequest> = {}) =>
  askShort(permissionRequest({ toolName, inputJson: JSON.stringify(input), ...more }));

describe('an input that is whole on one line may be allowed from there', () => {
  test.each<[string, unknown, string]>([
    ['Bash', { command: 'npm test' }, 'npm test'],
    ['Bash', { command: 'npm test', description: 'Runs the tests' }, 'npm test'],
    ['Bash', { command: 'x'.repeat(120) }, 'x'.repeat(120)],
    ['CodexBash', { command: 'npm test', cwd: '/srv' }, 'npm test · cwd: "/srv"'],
    ['CodexBash', { command: ['npm', 'run', 'a b'] }, "npm run 'a b'"],
    ['Read', { file_path: '/etc/hosts' }, '/etc/hosts'],
    ['WebFetch', { url: 'https://docs.example.com/a' }, 'https://docs.example.com/a'],
    ['WebFetch', { url: 'https://docs.example.com/a', prompt: 'Sum up' }, 'https://docs.example.com/a · Sum up'],
    ['WebSearch', { query: 'weather' }, 'weather'],
    ['Grep', { pattern: 'TODO', path: 'src' }, 'TODO · src'],
    ['Bash', { command: 'ls', run_in_background: true }, 'ls · run_in_background: true'],
    ['Bash', { command: 'ls', description: { a: 1 } }, 'ls · description: {"a":1}'],
    ['Read', { file_path: '/a', limit: 5 }, '/a · limit: 5'],
    ['Write', { file_path: '/a', content: 'x' }, '/a · content: "x"'],
    ['mcp__mail__send', { to: 'a@b.example' }, '{"to":"a@b.example"}'],
    ['mcp__mail__list', {}, '{}'],
  ])('%s %j', (toolName, input, short) => {
    expect(shortOf(toolName, input)).toEqual({ short, fits: true });
  });
});

test('numbers and twins that JSON.parse would lose are on the line as they were written', () => {
  const inputJson = '{"command":"ls","id":9007199254740993,"big":1e400,"f":1.0,"k":1,"k":2}';
  expect(askShort(permissionRequest({ inputJson }))).toEqual({
    short: 'ls · id: 9007199254740993 · big: 1e400 · f: 1.0 · k: 1 · k: 2',
    fits: true,
  });
});

describe('anything that the line does not show, or shows otherwise, needs the window', () => {
  test.each<[string, string, unknown, string]>([
    ['too long', 'Bash', { command: 'x'.repeat(121) }, `${'x'.repeat(108)}… +13 chars`],
    ['changes of files', 'CodexPatch', { changes: { '/a': { add: {} }, '/b': { delete: {} } } }, '/a, /b'],
    ['a list with another thing in it', 'CodexBash', { command: ['ls', 7] }, '{"command":["ls",7]}'],
    ['a second line', 'Bash', { command: 'ls\nrm -rf ~' }, 'ls⏎rm -rf ~'],
    ['a hidden character', 'Bash', { command: 'ls \u202erm' }, 'ls ⟨U+202E⟩rm'],
    ['a carriage return', 'Bash', { command: 'rm\rls' }, 'rm⟨U+000D⟩ls'],
    ['a gap', 'Bash', { command: `ls${' '.repeat(200)};rm` }, 'ls⟨␣×200⟩;rm'],
    ['an imitated letter', 'Bash', { command: 'p\u0430sswd' }, 'p⟨U+0430⟩sswd'],
    ['a known tool in another form', 'Bash', { script: 'ls' }, '{"script":"ls"}'],
    ['letters that reorder', 'Bash', { command: 'cp \u05d0 / \u05d1' }, 'cp \u05d0 / \u05d1'],
    ['a tab', 'Bash', { command: 'ls\tx' }, 'ls⇥x'],
    ['our own signs', 'Bash', { command: 'ls⏎' }, 'ls⟨U+23CE⟩'],
    ['a long body', 'Write', { file_path: '/a', content: 'x'.repeat(200) }, '/a'],
    ['a user name', 'WebFetch', { url: 'https://good.example@evil.example/' }, 'https://good.example@evil.example/'],
    [
      'a host whose letters are encoded',
      'WebFetch',
      { url: 'https://xn--80ak6aa92e.com/' },
      'https://xn--80ak6aa92e.com/',
    ],
    ['a foreign host', 'WebFetch', { url: 'https://пример.рф/' }, 'https://пример.рф/'],
    ['a joint in the text', 'Grep', { pattern: 'a · b', path: 'c' }, 'a · b · c'],
    [
      'a long prompt',
      'WebFetch',
      { url: 'https://a.example/', prompt: 'p'.repeat(200) },
      `https://a.example/ · ${'p'.repeat(87)}… +113 chars`,
    ],
  ])('%s', (_what, toolName, input, short) => {
    expect(shortOf(toolName, input)).toEqual({ short, fits: false });
  });

  test.each<[string, Partial<PermissionRequest>]>([
    ['it requires the person', { requiresUserInteraction: true }],
    ['it defaults to no', { defaultToNo: true }],
    [
      'allow is not offered',
      { offers: { allow: false, deny: true, denyWithReason: true, denyAndStop: true, edit: false } },
    ],
    ['the tool name hides something', { toolName: 'B\u0430sh' }],
    ['the display name hides something', { displayName: 'Run\u202e' }],
    ['the tool name is very long', { toolName: 'm'.repeat(61) }],
  ])('%s', (_what, more) => {
    expect(shortOf('Bash', { command: 'ls' }, more).fits).toBe(false);
  });

  test.each([
    ['{"command":"ls","command":"rm -rf ~"}'],
    ['{"command":"ls","description":"a","description":"b"}'],
    ['{"command":"ls"'],
    ['{"query":1,"query":2}'],
    [`${'['.repeat(3000)}${']'.repeat(3000)}`],
  ])('%s', (inputJson) => {
    expect(askShort(permissionRequest({ inputJson })).fits).toBe(false);
  });
});

describe('the other kinds of ask have a line and never fit', () => {
  test.each<[Partial<PermissionRequest>, unknown, string]>([
    [{ kind: 'question' }, { questions: [{ question: 'Which?' }] }, 'Which?'],
    [{ kind: 'question' }, { questions: [{ question: 'A?' }, { question: 'B?' }] }, 'A? (+1 more)'],
    [{ kind: 'plan' }, { plan: '\n# Rebuild\nmore' }, '# Rebuild'],
    [{ kind: 'elicitation' }, { message: 'Your name' }, 'Your name'],
    [{ kind: 'dialog' }, { x: 1 }, '{"x":1}'],
    [{ kind: 'question' }, { questions: 5 }, '{"questions":5}'],
  ])('%j %j', (more, input, short) => {
    expect(shortOf('Tool', input, more)).toEqual({ short, fits: false });
  });
});

test('two commands that both fit and differ never have the same line', () => {
  const command = fc.string({ unit: fc.constantFrom(...'ab ·⟨⏎\n\t\u202e\u0430U+0'), maxLength: 6 });
  fc.assert(
    fc.property(command, command, (one, other) => {
      const [a, b] = [shortOf('Bash', { command: one }), shortOf('Bash', { command: other })];
      if (a.fits && b.fits && one !== other) expect(a.short).not.toBe(b.short);
      if (a.fits) expect(a.short).toBe(one);
    }),
    { numRuns: 2000 },
  );
});
