import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  expandHappyHome,
  lookAtTerminal,
  readTerminalSecret,
} from '../../../../../main/backends/happy/account/terminal-account.ts';
import { HAPPY_SERVER_URL } from '../../../../../shared/model/settings.ts';
import { err, ok } from '../../../../../shared/result.ts';

let homeDir: string;
let happyHome: string;
beforeEach(() => {
  homeDir = mkdtempSync(join(tmpdir(), 'gatehouse-happy-'));
  happyHome = join(homeDir, '.happy');
  mkdirSync(happyHome);
});
afterEach(() => rmSync(homeDir, { recursive: true }));

const secret = Buffer.alloc(32, 0xfb);
const write = (name: string, content: unknown) =>
  writeFileSync(join(happyHome, name), typeof content === 'string' ? content : JSON.stringify(content));
const legacy = (bytes: Buffer) => ({ secret: bytes.toString('base64'), token: 't' });
const writeOnly = { encryption: { publicKey: 'AAAA', machineKey: 'AAAA' }, token: 't' };
const look = (environment = {}) => lookAtTerminal({ homeDir, environment });

test('a key file of an older pairing gives the secret of the account', async () => {
  write('access.key', legacy(secret));
  expect(await readTerminalSecret(happyHome)).toEqual(ok(secret));
  expect(await look()).toEqual({ tag: 'readable', happyHome, serverUrl: HAPPY_SERVER_URL });
  expect(readdirSync(happyHome)).toEqual(['access.key']);
});

test('a key file of a newer pairing is not enough, and is told apart from none', async () => {
  write('access.key', writeOnly);
  expect(await readTerminalSecret(happyHome)).toEqual(err({ code: 'credentials-file-without-token' }));
  expect(await look()).toEqual({ tag: 'not-enough', happyHome, serverUrl: HAPPY_SERVER_URL });
});

test('the key file of the remote control helps where the pairing is not enough', async () => {
  write('access.key', writeOnly);
  write('agent.key', legacy(secret));
  expect(await readTerminalSecret(happyHome)).toEqual(ok(secret));
  expect((await look()).tag).toBe('readable');
});

test('no folder and no file are no terminal', async () => {
  expect(await readTerminalSecret(happyHome)).toEqual(err({ code: 'credentials-file-missing' }));
  expect(await look()).toEqual({ tag: 'none' });
  expect(await readTerminalSecret(join(happyHome, 'no', 'such'))).toEqual(err({ code: 'credentials-file-missing' }));
});

test.each([
  ['{', 'credentials-file-unreadable'],
  ['null', 'credentials-file-without-token'],
  ['{"secret":7}', 'credentials-file-without-token'],
  [JSON.stringify({ secret: secret.toString('base64url') }), 'credentials-file-unreadable'],
  [JSON.stringify(legacy(Buffer.alloc(31))), 'credentials-file-unreadable'],
])('a key file that reads %s is refused: %s', async (content, code) => {
  write('access.key', content);
  expect(await readTerminalSecret(happyHome)).toEqual(err({ code }));
});

test('a key file that cannot be read is told apart from none', async () => {
  mkdirSync(join(happyHome, 'access.key'));
  expect(await readTerminalSecret(happyHome)).toEqual(err({ code: 'credentials-file-unreadable' }));
});

test('the server is the one of the environment, else of the settings, else the public one', async () => {
  write('access.key', legacy(secret));
  write('settings.json', { schemaVersion: 2, serverUrl: 'https://happy.example' });
  const own = { HAPPY_SERVER_URL: 'https://own.example' };
  expect(await look()).toMatchObject({ serverUrl: 'https://happy.example' });
  expect(await look(own)).toMatchObject({ serverUrl: 'https://own.example' });
  write('settings.json', '{"serverUrl":');
  expect(await look()).toMatchObject({ serverUrl: HAPPY_SERVER_URL });
});

test('HAPPY_HOME_DIR moves the folder, and ~ in it is the own home', async () => {
  write('access.key', legacy(secret));
  const moved = { tag: 'readable', happyHome, serverUrl: HAPPY_SERVER_URL };
  const from = (environment: Record<string, string>) => lookAtTerminal({ homeDir: join(homeDir, 'x'), environment });
  expect(await from({ HAPPY_HOME_DIR: happyHome })).toEqual(moved);
  expect(await look({ HAPPY_HOME_DIR: '~/.happy' })).toEqual(moved);
  expect(await look({ HAPPY_HOME_DIR: '' })).toEqual(moved);
  expect(await from({})).toEqual({ tag: 'none' });
  expect(expandHappyHome('~other/x', homeDir)).toBe(join(homeDir, '~other/x'));
});
