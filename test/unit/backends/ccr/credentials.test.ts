import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { claudeCredentials } from '../../../../main/backends/ccr/credentials-claude.ts';
import { sourceOf } from '../../../../main/backends/ccr/credentials.ts';
import { err, ok } from '../../../../shared/result.ts';

let home: string;
beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'gatehouse-home-'))));
afterEach(() => rmSync(home, { recursive: true }));

const write = (dir: string, text: string) => {
  mkdirSync(join(home, dir), { recursive: true });
  writeFileSync(join(home, dir, '.credentials.json'), text);
};
const oauth = (accessToken: string) => JSON.stringify({ claudeAiOauth: { accessToken, refreshToken: 'r' } });
const source = (more: Partial<Parameters<typeof claudeCredentials>[0]> = {}) =>
  claudeCredentials({
    path: '~/.claude/.credentials.json',
    environment: {},
    platform: 'linux',
    homeDir: home,
    ...more,
  });

test('the token is read from the file under the home folder and the file stays as it was', async () => {
  write('.claude', oauth('one'));
  expect(await source().token()).toEqual(ok('one'));
  expect(readFileSync(join(home, '.claude/.credentials.json'), 'utf8')).toBe(oauth('one'));
});

test('CLAUDE_CONFIG_DIR moves the default file', async () => {
  write('elsewhere', oauth('two'));
  expect(await source({ environment: { CLAUDE_CONFIG_DIR: join(home, 'elsewhere') } }).token()).toEqual(ok('two'));
});

test('a refused token is only given again once it has changed', async () => {
  write('.claude', oauth('old'));
  const credentials = source();
  expect(await credentials.token('old')).toEqual(err({ code: 'refused' }));
  write('.claude', oauth('new'));
  expect(await credentials.token('old')).toEqual(ok('new'));
});

test('each way the file can be wrong has its own reason', async () => {
  expect(await source().token()).toEqual(err({ code: 'credentials-file-missing' }));
  write('.claude', '{');
  expect(await source().token()).toEqual(err({ code: 'credentials-file-unreadable' }));
  write('.claude', '{"claudeAiOauth":{"accessToken":""}}');
  expect(await source().token()).toEqual(err({ code: 'credentials-file-without-token' }));
});

test('on macOS the Keychain item is read where the file is absent', async () => {
  const items: string[] = [];
  const readKeychain = (item: string) => {
    items.push(item);
    return Promise.resolve(oauth('kept'));
  };
  expect(await source({ platform: 'darwin', readKeychain }).token()).toEqual(ok('kept'));
  expect(items).toEqual(['Claude Code-credentials']);
});

test('many users at once share one read', async () => {
  let reads = 0;
  const shared = sourceOf(() => Promise.resolve(ok(`token ${++reads}`)));
  expect(await Promise.all([shared.token(), shared.token(), shared.token()])).toEqual([
    ok('token 1'),
    ok('token 1'),
    ok('token 1'),
  ]);
});
