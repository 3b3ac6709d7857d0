import { expect, test } from 'vitest';
import { findObstacles, ignoredAt, isBlocking } from '../../../../../main/backends/local/claude-settings/obstacles.ts';
import type { SettingsSwitches } from '../../../../../main/backends/local/claude-settings/settings-switches.ts';

const hookUrl = 'http://127.0.0.1:47261/hook';
const settingsPath = '/home/ada/.claude/settings.json';
const managed = (says: SettingsSwitches['says']): SettingsSwitches => ({ path: '/etc/m.json', isManaged: true, says });
const project = (says: SettingsSwitches['says']): SettingsSwitches => ({ path: '/p.json', isManaged: false, says });
const own = (says: SettingsSwitches['says']): SettingsSwitches => ({ path: settingsPath, isManaged: false, says });

const codes = (
  files: readonly SettingsSwitches[],
  environment: Record<string, string> = {},
  url: string | null = hookUrl,
) => findObstacles(files, { settingsPath, hookUrl: url, environment }).map(({ code }) => code);

test.each([
  ['the project over the person', [project({ disableAllHooks: true }), own({})], ['hooks-disabled']],
  ['a project that switches them on again', [project({ disableAllHooks: false }), own({ disableAllHooks: true })], []],
  ['an administrator over all', [managed({ disableAllHooks: false }), own({ disableAllHooks: true })], []],
  ['managed hooks only, by somebody who is not one', [own({ allowManagedHooksOnly: true })], []],
  ['managed hooks only', [managed({ allowManagedHooksOnly: true })], ['managed-only']],
  ['a list of addresses in a project', [project({ allowedHttpHookUrls: [] }), own({})], ['url-not-allowed']],
  [
    'lists, of which one has ours',
    [project({ allowedHttpHookUrls: [] }), own({ allowedHttpHookUrls: ['http://127.0.0.1:*'] })],
    [],
  ],
] as const)('what counts for hooks: %s', (_name, files, expected) => {
  expect(codes(files)).toEqual(expected);
});

const PROXY = 'http://proxy.example:3128';

test.each(['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'https_proxy'])('%s sends hooks to a proxy', (name) => {
  expect(findObstacles([own({ env: { [name]: PROXY } })], { settingsPath, hookUrl, environment: {} })).toEqual([
    { code: 'proxy-in-settings', path: settingsPath, detail: name },
  ]);
  expect(findObstacles([own({})], { settingsPath, hookUrl, environment: { [name]: PROXY } })).toEqual([
    { code: 'proxy-around', path: settingsPath, detail: name },
  ]);
});

test.each([
  ['127.0.0.1', false],
  ['127.0.0.1:47261', false],
  ['localhost, 127.0.0.1', false],
  ['localhost 127.0.0.1', false],
  ['.0.0.1', false],
  ['*', false],
  ['x,*', true],
  ['127.0.0.0/8', true],
  ['127.*', true],
  ['localhost', true],
  ['127.0.0.1:80', true],
  ['', true],
])('with NO_PROXY=%j the proxy is in the way: %s', (list, isInTheWay) => {
  const expected = isInTheWay ? ['proxy-around'] : [];
  expect(codes([], { HTTP_PROXY: PROXY, NO_PROXY: list })).toEqual(expected);
  expect(codes([], { HTTP_PROXY: PROXY, NO_PROXY: 'x.example', no_proxy: list })).toEqual(expected);
  expect(codes([own({ env: { NO_PROXY: list } })], { HTTP_PROXY: PROXY })).toEqual(expected);
});

test('settings lie over the environment, and ALL_PROXY or a command hook has no proxy in its way', () => {
  expect(codes([own({ env: { HTTP_PROXY: '' } })], { HTTP_PROXY: PROXY })).toEqual([]);
  expect(codes([own({ env: { HTTP_PROXY: 7 } })])).toEqual([]);
  expect(codes([], { ALL_PROXY: PROXY })).toEqual([]);
  expect(codes([own({ env: { HTTP_PROXY: PROXY }, allowedHttpHookUrls: [] })], {}, null)).toEqual([]);
});

test('a link, and a proxy that may be ours alone, are told and block nothing', () => {
  const blocking = (code: Parameters<typeof isBlocking>[0]['code']) => isBlocking({ code, path: settingsPath });
  expect(blocking('settings-are-linked')).toBe(false);
  expect(blocking('proxy-around')).toBe(false);
  expect(blocking('proxy-in-settings')).toBe(true);
  expect(blocking('settings-ignored')).toBe(true);
});

test.each([
  ['{\n  "model": "opus", // mine\n}', 'line 2, column 20'],
  ['{"a":[1,]}', 'line 1, column 8'],
  ['/* mine */ {}', 'line 1, column 1'],
  ['{"a":"// no comment","b":"/* none */"}', null],
  ['\uFEFF{}', null],
  ['', null],
  ['{ broken', null],
])('in %j Claude Code stops at %s', (text, where) => {
  expect(ignoredAt(text)).toBe(where);
});
