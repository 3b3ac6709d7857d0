import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { askDetail } from '../../../main/domain/ask-detail.ts';
import { askKey, connectionId, requestId, sessionId } from '../../../shared/ids.ts';
import type { InputPart } from '../../../shared/model/app-view.ts';
import type { PermissionRequest } from '../../../shared/model/permission-request.ts';
import { flattenVisible, makeVisible, type VisibleText } from '../../../shared/visible-text.ts';
import { permissionRequest } from './permission-request.ts';

const key = askKey(connectionId('work'), sessionId('session_a'), requestId('r1'), 'a'.repeat(64));
const place = { cwd: '/home/user/shop', host: 'build-7' };

const detailOf = (toolName: string, input: unknown, more: Partial<PermissionRequest> = {}) =>
  askDetail(permissionRequest({ toolName, inputJson: JSON.stringify(input), ...more }), place, key);
const rawDetailOf = (toolName: string, inputJson: string) =>
  askDetail(permissionRequest({ toolName, inputJson }), place, key);

/** Parts as short lines, so that a whole input compares in one look. */
const drawn = (parts: readonly InputPart[]) => parts.map(draw);
function draw(part: InputPart): string {
  const flat = flattenVisible;
  switch (part.tag) {
    case 'command':
      return `command ${flat(part.text)} @ ${part.cwd}, ${part.host}`;
    case 'url':
      return `url ${flat(part.text)} -> ${part.host}`;
    case 'path':
      return `path ${flat(part.text)}`;
    case 'new-file':
      return `new-file ${flat(part.content)}`;
    case 'diff':
      return `diff ${flat(part.before)} => ${flat(part.after)}${part.replaceAll ? ' (all)' : ''}`;
    case 'field':
      return `field ${flat(part.name)}: ${flat(part.text)}`;
  }
}

describe('each tool is drawn for what it does', () => {
  test.each<[string, unknown, readonly string[]]>([
    [
      'Bash',
      { command: 'npm test', description: 'Runs the tests', timeout: 120000, run_in_background: true },
      [
        'command npm test @ /home/user/shop, build-7',
        'field description: Runs the tests',
        'field timeout: 120000',
        'field run_in_background: true',
      ],
    ],
    ['CodexBash', { command: 'npm test', cwd: '/srv/app' }, ['command npm test @ /srv/app, build-7']],
    ['CodexBash', { command: ['npm test'] }, ['command npm test @ /home/user/shop, build-7']],
    [
      'CodexBash',
      { command: ['bash', '-lc', "echo 'hi' && ls"], cwd: '/srv', timeout: 5 },
      [String.raw`command bash -lc 'echo '\''hi'\'' && ls' @ /srv, build-7`, 'field timeout: 5'],
    ],
    [
      'CodexBash',
      { command: 'ls', cwd: '/srv/\u202eapp' },
      ['command ls @ undefined, build-7', 'field cwd: /srv/⟨U+202E⟩app'],
    ],
    ['CodexBash', { command: ['ls', 7], cwd: '/srv' }, ['field command: ["ls",7]', 'field cwd: /srv']],
    [
      'CodexPatch',
      {
        changes: {
          '/a.ts': { kind: { type: 'add' }, add: { content: 'new' } },
          '/b.ts': { modify: { old_content: 'one', new_content: 'two' } },
          '/c.ts': { update: { unified_diff: '-x', move_path: '/d.ts' } },
          '/e.ts': 'odd',
        },
        reason: 'tidy',
      },
      [
        'path /a.ts',
        'field kind: {"type":"add"}',
        'new-file new',
        'path /b.ts',
        'diff one => two',
        'path /c.ts',
        'field update: {"unified_diff":"-x","move_path":"/d.ts"}',
        'path /e.ts',
        'field change: odd',
        'field reason: tidy',
      ],
    ],
    ['CodexPatch', { changes: [] }, ['field changes: []']],
    ['Write', { file_path: '/a/b.ts', content: 'x\ny' }, ['path /a/b.ts', 'new-file x⏎y']],
    [
      'Edit',
      { file_path: '/a', old_string: 'one', new_string: 'two', replace_all: true },
      ['path /a', 'diff one => two (all)'],
    ],
    ['Edit', { file_path: '/a', new_string: 'two', old_string: '' }, ['path /a', 'diff  => two']],
    [
      'Edit',
      { file_path: '/a', old_string: 'one', new_string: 'two', replace_all: 'yes' },
      ['path /a', 'diff one => two', 'field replace_all: yes'],
    ],
    ['Edit', { file_path: '/a', old_string: 'one' }, ['path /a', 'field old_string: one']],
    [
      'MultiEdit',
      {
        file_path: '/a',
        edits: [
          { old_string: '1', new_string: '2' },
          { old_string: '3', new_string: '4', replace_all: true },
        ],
      },
      ['path /a', 'diff 1 => 2', 'diff 3 => 4 (all)'],
    ],
    [
      'MultiEdit',
      { file_path: '/a', edits: [{ old_string: '1', new_string: '2', mode: 'x' }] },
      ['path /a', 'field edits: [{"old_string":"1","new_string":"2","mode":"x"}]'],
    ],
    [
      'NotebookEdit',
      { notebook_path: '/n.ipynb', cell_id: 'c1', new_source: 'print(1)', edit_mode: 'replace' },
      ['path /n.ipynb', 'field cell_id: c1', 'field new_source: print(1)', 'field edit_mode: replace'],
    ],
    [
      'WebFetch',
      { url: 'https://user@evil.example:8443/x', prompt: 'Sum it up' },
      ['url https://user@evil.example:8443/x -> evil.example', 'field prompt: Sum it up'],
    ],
    [
      'WebFetch',
      { url: 'https://www.xn--e1afmkfd.xn--p1ai:8443/x' },
      ['url https://www.xn--e1afmkfd.xn--p1ai:8443/x -> www.xn--e1afmkfd.xn--p1ai (www.пример.рф)'],
    ],
    ['WebSearch', { query: 'cats' }, ['field query: cats']],
    ['Read', { file_path: '/etc/passwd', limit: 10 }, ['path /etc/passwd', 'field limit: 10']],
    ['Grep', { pattern: 'TODO', path: 'src' }, ['field pattern: TODO', 'path src']],
    [
      'mcp__db__query',
      { sql: 'select 1', options: { deep: [1, null] }, command: 'x', url: 'y' },
      ['field sql: select 1', 'field options: {"deep":[1,null]}', 'field command: x', 'field url: y'],
    ],
    ['Bash', { command: ['rm', '-rf'] }, ['field command: ["rm","-rf"]']],
    ['toString', { command: 'x' }, ['field command: x']],
    ['Bash', [1], ['field input: [1]']],
    ['Bash', {}, []],
  ])('%s %j', (toolName, input, parts) => {
    expect(drawn(detailOf(toolName, input).parts)).toEqual(parts);
  });

  test('numbers, repeated keys and strange names are shown as they were written', () => {
    const detail = rawDetailOf(
      'Bash',
      '{"command":"ls","n":9007199254740993,"m":1e400,"__proto__":{"a":-0},"command":"rm"}',
    );
    expect(drawn(detail.parts)).toEqual([
      'field command: ls',
      'field n: 9007199254740993',
      'field m: 1e400',
      'field __proto__: {"a":-0}',
      'field command: rm',
    ]);
    expect(detail.warnings).toEqual(['repeated-key']);
  });

  test('a text that looks like another kind of value keeps its quotes', () => {
    expect(drawn(detailOf('Tool', { a: 'true', b: true, c: '5', d: 5, e: 'five' }).parts)).toEqual([
      'field a: "true"',
      'field b: true',
      'field c: "5"',
      'field d: 5',
      'field e: five',
    ]);
  });

  test.each([
    ['{"command":', 'not JSON'],
    ['{"a":'.repeat(5000) + '1' + '}'.repeat(5000), 'too deep'],
  ])('an input that cannot be read is shown raw', (inputJson) => {
    const detail = rawDetailOf('Bash', inputJson);
    expect(drawn(detail.parts)).toEqual([`field input: ${inputJson}`]);
    expect(detail.warnings).toContain('not-readable');
  });
});

describe('what is odd about an input is said', () => {
  test.each<[string, unknown, readonly string[]]>([
    ['Bash', { command: 'ls \u202e' }, ['hidden-characters']],
    ['Bash', { command: `ls${' '.repeat(300)}; rm` }, ['long-gap']],
    ['WebFetch', { url: 'https://p\u0430ypal.com' }, ['mixed-scripts']],
    ['WebFetch', { url: 'https://пример.рф/' }, ['mixed-scripts']],
    ['Tool', { 'na\u200bme': 1 }, ['hidden-characters']],
    ['Write', { file_path: 'a', content: 'x'.repeat(30_000) }, ['very-long']],
    [
      'Edit',
      { file_path: 'a', old_string: '\u0430dmin', new_string: '\u200b' },
      ['hidden-characters', 'mixed-scripts'],
    ],
    ['Bash', { command: 'git status' }, []],
  ])('%s %j', (toolName, input, warnings) => {
    expect(detailOf(toolName, input).warnings).toEqual(warnings);
  });

  test('a key repeated deep inside', () => {
    expect(rawDetailOf('Tool', '{"a":[{"b":1,"b":2}]}').warnings).toEqual(['repeated-key']);
  });
});

describe('the other kinds of ask', () => {
  test('questions are read leniently, and the whole input is still in the parts', () => {
    const questions = [
      { question: 'Which?', header: 'DB', multiSelect: true, options: [{ label: 'A', description: 'first' }, 'B', 7] },
      { question: 5 },
      { question: 'Name?' },
    ];
    const detail = detailOf('AskUserQuestion', { questions }, { kind: 'question' });
    expect(detail.questions).toEqual([
      {
        question: 'Which?',
        header: 'DB',
        multiSelect: true,
        options: [{ label: 'A', description: 'first' }, { label: 'B' }],
      },
      { question: 'Name?', multiSelect: false, options: [] },
    ]);
    expect(drawn(detail.parts)).toEqual([`field questions: ${JSON.stringify(questions)}`]);
  });

  test('a question ask without a readable question has none', () => {
    expect(detailOf('AskUserQuestion', { questions: 'x' }, { kind: 'question' }).questions).toBeUndefined();
  });

  test('a plan keeps its Markdown', () => {
    expect(detailOf('ExitPlanMode', { plan: '# Plan\n- a' }, { kind: 'plan' }).plan).toBe('# Plan\n- a');
  });

  test('a form has its message, its schema as text and its address', () => {
    const inputJson =
      '{"subtype":"elicitation","message":"Who?","requested_schema":{"n":1e400},"url":"https://x.example"}';
    const detail = askDetail(permissionRequest({ kind: 'elicitation', toolName: 'srv', inputJson }), place, key);
    expect(detail.form).toEqual({ message: 'Who?', schemaJson: '{"n":1e400}', url: 'https://x.example' });
  });

  test("the agent's words are made visible and stand apart", () => {
    const detail = detailOf(
      'Bash',
      { command: 'ls' },
      { claim: 'safe\u202e', decisionReason: '\u001b[1mask', blockedPath: '/p' },
    );
    expect(detail.claim).toEqual(makeVisible('safe\u202e'));
    expect(detail.decisionReason).toEqual(makeVisible('\u001b[1mask'));
    expect(detail.blockedPath).toEqual(makeVisible('/p'));
    expect(drawn(detail.parts).join()).not.toContain('safe');
  });
});

test('nothing of any input is left out: every text and every other value is in a part, as often as it was written', () => {
  const toolName = fc.constantFrom('Bash', 'Write', 'Edit', 'MultiEdit', 'WebFetch', 'Read', 'Grep', 'mcp__a__b');
  const name = fc.oneof(
    fc.constantFrom(
      'command',
      'url',
      'file_path',
      'content',
      'old_string',
      'new_string',
      'replace_all',
      'edits',
      'path',
    ),
    fc.string({ unit: 'binary', maxLength: 5 }),
  );
  const member = fc.tuple(name, fc.jsonValue({ maxDepth: 2 }));
  fc.assert(
    fc.property(toolName, fc.array(member, { maxLength: 6 }), (tool, members) => {
      const inputJson = `{${members.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(',')}}`;
      const shown = rawDetailOf(tool, inputJson).parts.flatMap(textsOf).map(flattenVisible);
      for (const [key, value] of members) {
        const asText = typeof value === 'string' ? [value, JSON.stringify(value)] : [JSON.stringify(value)];
        const found = asText.map((text) => shown.indexOf(flattenVisible(makeVisible(text)))).find((at) => at !== -1);
        const inDiff = key === 'replace_all' && typeof value === 'boolean';
        if (found !== undefined) shown.splice(found, 1);
        else expect(inDiff, `${key} = ${JSON.stringify(value)}`).toBe(true);
      }
    }),
    { numRuns: 1500 },
  );
});

function textsOf(part: InputPart): readonly VisibleText[] {
  if (part.tag === 'diff') return [part.before, part.after];
  return [part.tag === 'new-file' ? part.content : part.text];
}
