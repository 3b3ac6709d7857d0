import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergeSettings, readManagedConfig } from '../../../main/storage/managed-config.ts';
import { settingsSchema } from '../../../shared/model/settings.ts';
import { tempDir } from '../../support/storage/temp-dir.ts';

const work = {
  id: 'work',
  kind: 'ccr',
  name: 'Work',
  baseUrl: 'http://127.0.0.1:8899',
  credentials: { claudeCredentialsFile: '~/.claude/.credentials.json' },
};

const here = { id: 'here', kind: 'local', name: 'This computer' };

/** Reads a file of this content; the path in the messages is cut to FILE. */
async function readContent(content: string | Buffer, mode = 0o600) {
  const path = join(await tempDir(), 'managed.json');
  await writeFile(path, content, { mode });
  const { given, problems } = readManagedConfig({ arguments: [path], environment: undefined });
  return { given, told: problems.map(({ code, detail }) => `${code} ${detail.replaceAll(path, 'FILE')}`) };
}
const read = (value: unknown, mode?: number) => readContent(JSON.stringify(value), mode);

test('of two connections to this computer the first is used, and the other is named', async () => {
  const { given, told } = await read({ connections: [here, { ...here, id: 'again' }] });
  expect(given.connections.map(({ id }) => id)).toEqual(['here']);
  expect(told).toEqual(['config-invalid FILE: connections[1].kind: expected one connection to this computer at most']);
});

describe('a good file', () => {
  test('gives its connections with their defaults, and just the settings it names', async () => {
    const { given, told } = await read({ connections: [work], theme: 'dark', notifications: { sound: true } });
    expect(told).toEqual([]);
    expect(given).toEqual({
      connections: [{ ...work, enabled: true, transport: 'auto', viewerOnly: false }],
      notifications: { sound: true },
      others: { theme: 'dark' },
    });
  });

  test('takes the place of the connection to this computer that the person has', async () => {
    const { given } = await read({ connections: [{ ...here, id: 'pc' }] });
    const profile = settingsSchema.parse({ connections: [here, work] });
    const { settings } = mergeSettings(profile, { given, problems: [] });
    expect(settings.connections.map(({ id }) => id)).toEqual(['pc', 'work']);
  });

  test('is laid over the profile, and says which paths it fixes', async () => {
    const path = join(await tempDir(), 'managed.json');
    await writeFile(path, JSON.stringify({ connections: [work], practice: true, notifications: { sound: true } }), {
      mode: 0o600,
    });
    const profile = settingsSchema.parse({
      theme: 'light',
      notifications: { hideContent: true },
      connections: [
        { ...work, name: 'Mine' },
        { ...work, id: 'home', name: 'Home' },
      ],
    });
    const { settings, managedPaths } = mergeSettings(profile, readManagedConfig({ arguments: [], environment: path }));
    expect(settings.connections.map((each) => each.name)).toEqual(['Work', 'Home']);
    expect([
      settings.theme,
      settings.practice,
      settings.notifications.sound,
      settings.notifications.hideContent,
    ]).toEqual(['light', true, true, true]);
    expect(managedPaths).toEqual(['connections.work', 'notifications.sound', 'practice']);
  });

  test('none at all changes nothing', () => {
    const config = readManagedConfig({ arguments: [], environment: undefined });
    const profile = settingsSchema.parse({ theme: 'dark' });
    expect([config.problems, mergeSettings(profile, config)]).toEqual([[], { settings: profile, managedPaths: [] }]);
  });

  test('given twice, the last argument counts and the others are named', async () => {
    const dir = await tempDir();
    const [one, two, three] = ['1', '2', '3'].map((name) => join(dir, name));
    for (const path of [one, two, three])
      await writeFile(path ?? '', `{"theme":"${path === three ? 'dark' : 'light'}"}`, { mode: 0o600 });
    const { given, problems } = readManagedConfig({ arguments: [two ?? '', three ?? ''], environment: one });
    expect(given.others).toEqual({ theme: 'dark' });
    expect(problems.map(({ code, detail }) => [code, detail])).toEqual([
      ['config-given-twice', `${three}: used; also given, and not used: ${one}, ${two}`],
    ]);
  });
});

describe('a mistake costs its own part and is named with its place', () => {
  const bad = (change: object) => ({ connections: [{ ...work, id: 'bad', ...change }, work] });
  test.each<[string, unknown, readonly string[]]>([
    [
      'clear text',
      bad({ baseUrl: 'http://example.com' }),
      ['connections[0].baseUrl: expected an https URL without user name (http only for 127.0.0.1, [::1] or localhost)'],
    ],
    ['no URL', bad({ baseUrl: 7 }), ['connections[0].baseUrl: expected a text']],
    [
      'a transport',
      bad({ transport: 'pigeon' }),
      ['connections[0].transport: expected "auto" or "websocket" or "sse"'],
    ],
    ['an id', bad({ id: 'a b' }), ['connections[0].id: expected letters, digits, dot, dash or underscore, at most 64']],
    [
      'a session id',
      bad({ sessions: ['ok', '../x'] }),
      ['connections[0].sessions[1]: expected letters, digits, dash or underscore, at most 200'],
    ],
    [
      'no credentials',
      bad({ credentials: undefined }),
      [
        'connections[0].credentials: expected {"accessToken": "..."} or {"claudeCredentialsFile": "..."} or {"stored": true}',
      ],
    ],
    [
      'a Happy account without a key',
      { connections: [{ id: 'phone', kind: 'happy', name: 'Phone', credentials: { accessToken: 'x' } }, work] },
      ['connections[0].credentials: expected {"secretKey": "..."} or {"happyHome": "..."} or {"stored": true}'],
    ],
    ['another kind', bad({ kind: 'x' }), ['connections[0].kind: expected "ccr" or "happy" or "local"']],
    ['no kind', bad({ kind: undefined }), ['connections[0].kind: expected "ccr" or "happy" or "local"']],
    ['no object', { connections: [5, work] }, ['connections[0]: expected an object']],
    [
      'a setting',
      { connections: [work], theme: 'pink', practice: 1 },
      ['theme: expected "system" or "light" or "dark"', 'practice: expected true or false'],
    ],
    [
      'a time',
      { connections: [work], notifications: { quietHours: { enabled: true, from: '25:00', to: '07:00' } } },
      ['notifications.quietHours.from: expected a time such as 22:30'],
    ],
    [
      'unknown keys',
      { connections: [work], colour: 1, notifications: { ring: 1 } },
      ['colour: not known here', 'notifications.ring: not known here'],
    ],
    [
      'a repeated id',
      { connections: [work, { ...work, name: 'Second' }] },
      ['connections[1].id: expected an id that no connection before it has'],
    ],
  ])('%s', async (_what, value, faults) => {
    const { given, told } = await read(value);
    expect(told).toEqual(faults.map((fault) => `config-invalid FILE: ${fault}`));
    expect(given.connections.map((each) => [each.id, each.name])).toEqual([['work', 'Work']]);
  });

  test('a connection with a key too many works without it', async () => {
    const { given, told } = await read({ connections: [{ ...work, color: 'red' }] });
    expect(told).toEqual(['config-invalid FILE: connections[0]: not known here: "color"']);
    expect(given.connections).toHaveLength(1);
  });

  test('no value is ever repeated in a message', async () => {
    const canary = 'canary-token-17';
    const { told } = await read({
      connections: [
        { ...work, baseUrl: `http://${canary}@x`, kind: 'ccr', credentials: { accessToken: [canary] } },
        canary,
      ],
      theme: canary,
      notifications: canary,
    });
    expect(told.length).toBeGreaterThan(3);
    expect(told.join()).not.toContain(canary);
  });
});

describe('a file that cannot be used as a whole', () => {
  test.each<[string, string | Buffer, string]>([
    ['half a file', '{\n  "connections": [\n', 'config-invalid FILE: line 3, column 1: expected a value or ]'],
    [
      'a comma too many',
      '{"theme": "dark",}',
      'config-invalid FILE: line 1, column 18: expected a name in double quotes',
    ],
    [
      'a missing comma',
      '{"a": 1\n "b": 2}',
      'config-invalid FILE: line 2, column 2: expected a comma or the closing bracket',
    ],
    ['single quotes', "{'a': 1}", 'config-invalid FILE: line 1, column 2: expected a name in double quotes or }'],
    ['a comment', '// x\n{}', 'config-invalid FILE: line 1, column 1: expected a value'],
    ['two documents', '{} {}', 'config-invalid FILE: line 1, column 4: expected the end of the file'],
    ['nothing', '', 'config-invalid FILE: line 1, column 1: expected a value'],
    ['a list', '[]', 'config-invalid FILE: the file: expected an object'],
    ['no UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), 'config-unreadable FILE: expected text in UTF-8'],
    [
      'a newer version',
      '{"version":2,"theme":"dark"}',
      'config-newer-version FILE: version: expected 1 or less; made for a newer Gatehouse, not used',
    ],
  ])('%s', async (_what, content, message) => {
    const { given, told } = await readContent(content);
    expect(told).toEqual([message]);
    expect(given).toEqual({ connections: [], notifications: {}, others: {} });
  });

  test('one that is not there, or is no file, is named', async () => {
    const dir = await tempDir();
    await mkdir(join(dir, 'dir'));
    const told = (path: string) =>
      readManagedConfig({ arguments: [path], environment: '' }).problems.map((each) => [each.code, each.detail]);
    expect(told(join(dir, 'none'))).toEqual([
      ['config-unreadable', `${join(dir, 'none')}: expected a file, there is none`],
    ]);
    expect(told(join(dir, 'dir'))).toEqual([['config-unreadable', `${join(dir, 'dir')}: expected a file`]]);
    expect(told('\0')).toEqual([['config-unreadable', expect.stringContaining('cannot be read')]]);
  });

  test('a token that others may read is told, and used', async () => {
    const value = { connections: [{ ...work, credentials: { accessToken: 'canary-1' } }] };
    const { given, told } = await read(value);
    expect([told, given.connections.length]).toEqual([[], 1]);
    const path = join(await tempDir(), 'open.json');
    await writeFile(path, JSON.stringify(value));
    await chmod(path, 0o644);
    const open = readManagedConfig({ arguments: [path], environment: undefined });
    expect(open.problems.map((each) => each.detail)).toEqual([
      `${path}: holds an access token and may be read by other users of this computer; expected mode 600`,
    ]);
    expect(open.given.connections).toHaveLength(1);
  });

  test('names such as __proto__ reach nothing', async () => {
    const { given } = await readContent(
      '{"__proto__":{"theme":"dark"},"constructor":1,"notifications":{"__proto__":{"sound":true},"toString":1}}',
    );
    expect(given).toEqual({ connections: [], notifications: {}, others: {} });
    expect(({} as { theme?: string }).theme).toBeUndefined();
  });

  test('no content makes it throw, and every mistake has a place inside the text', async () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '"a"',
      '1',
      '-',
      'true',
      'nul',
      '\n',
      ' ',
      '\\',
      '"\\u12"',
      '1e',
      '01',
      '\u0001',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
        async (content) => {
          const { told } = await readContent(content);
          for (const each of told) {
            const place = /line (\d+), column (\d+)/.exec(each);
            if (place === null) continue;
            const lines = content.split('\n');
            expect(Number(place[1])).toBeLessThanOrEqual(lines.length);
            expect(Number(place[2])).toBeLessThanOrEqual((lines[Number(place[1]) - 1] ?? '').length + 1);
          }
          let valid = true;
          try {
            JSON.parse(content);
          } catch {
            valid = false;
          }
          expect(told.some((each) => /line \d/.test(each))).toBe(!valid);
        },
      ),
      { numRuns: 500 },
    );
  });
});
