import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { credentialsFor } from '../../../main/backends/credentials-for.ts';
import { connectionSchema } from '../../../shared/model/settings.ts';
import { err, ok } from '../../../shared/result.ts';
import { happyVectors } from '../../support/happy-vectors.ts';

let homeDir: string;
beforeEach(() => (homeDir = mkdtempSync(join(tmpdir(), 'gatehouse-home-'))));
afterEach(() => rmSync(homeDir, { recursive: true }));

const [account] = happyVectors.accounts;
if (account === undefined) throw new Error('no account among the vectors');

/** What the credentials of a connection give, with these secrets kept. */
function read(kind: 'ccr' | 'happy' | 'local', credentials: unknown, stored: Readonly<Record<string, string>> = {}) {
  const about = { ccr: { baseUrl: 'https://sessions.example' }, happy: {}, local: {} }[kind];
  const given = { id: 'home', kind, name: 'Home', ...about, ...(kind === 'local' ? {} : { credentials }) };
  const readStored = (id: string) => Promise.resolve(stored[id] ?? null);
  const source = credentialsFor({ readStored, environment: {}, platform: 'linux', homeDir });
  return source(connectionSchema.parse(given)).token();
}

const writeHappy = (name: string, content: unknown) => {
  mkdirSync(join(homeDir, '.happy'), { recursive: true });
  writeFileSync(join(homeDir, '.happy', name), JSON.stringify(content));
};

test('a remote session service is met with its token: given, from the file of Claude Code, or kept', async () => {
  mkdirSync(join(homeDir, '.claude'));
  const file = join(homeDir, '.claude', '.credentials.json');
  writeFileSync(file, JSON.stringify({ claudeAiOauth: { accessToken: 'from the file' } }));
  expect(await read('ccr', { accessToken: 'given' })).toEqual(ok('given'));
  expect(await read('ccr', { claudeCredentialsFile: '~/.claude/.credentials.json' })).toEqual(ok('from the file'));
  expect(await read('ccr', { stored: true }, { home: 'kept' })).toEqual(ok('kept'));
  expect(await read('ccr', { stored: true }, { other: 'kept' })).toEqual(err({ code: 'no-token' }));
});

test('a Happy account is met with its secret key in one form, whatever form it was given or kept in', async () => {
  const canonical = ok(account.secret_b64url);
  expect(await read('happy', { secretKey: account.backup })).toEqual(canonical);
  expect(await read('happy', { secretKey: account.secret_b64url })).toEqual(canonical);
  expect(await read('happy', { stored: true }, { home: account.backup.toLowerCase() })).toEqual(canonical);
});

test('what is no secret key is told apart from none', async () => {
  expect(await read('happy', { secretKey: 'correct horse battery staple' })).toEqual(err({ code: 'key-unreadable' }));
  expect(await read('happy', { stored: true }, { home: '{}' })).toEqual(err({ code: 'key-unreadable' }));
  expect(await read('happy', { stored: true })).toEqual(err({ code: 'no-token' }));
});

test('the folder of the happy command gives the secret of its account, if it holds it', async () => {
  const happyHome = { happyHome: '~/.happy' };
  expect(await read('happy', happyHome)).toEqual(err({ code: 'credentials-file-missing' }));
  writeHappy('access.key', { encryption: { publicKey: 'AAAA', machineKey: 'AAAA' }, token: 't' });
  expect(await read('happy', happyHome)).toEqual(err({ code: 'credentials-file-without-token' }));
  writeHappy('agent.key', { secret: account.secret_hex.toString('base64'), token: 't' });
  expect(await read('happy', happyHome)).toEqual(ok(account.secret_b64url));
  expect(await read('happy', { happyHome: join(homeDir, '.happy') })).toEqual(ok(account.secret_b64url));
});

test('sessions of this computer need no secret', async () => {
  expect(await read('local', null, { home: 'kept' })).toEqual(err({ code: 'no-token' }));
});
