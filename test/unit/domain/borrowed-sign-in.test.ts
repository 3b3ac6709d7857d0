import fc from 'fast-check';
import { expect, test } from 'vitest';
import { borrowedSignIn, isKnownReceiver } from '../../../main/domain/borrowed-sign-in.ts';
import {
  ccrConnectionSchema,
  happyConnectionSchema,
  localConnectionSchema,
  type ConnectionSettings,
} from '../../../shared/model/settings.ts';

const CLAUDE_FILE = { claudeCredentialsFile: '~/.claude/.credentials.json' };
const HAPPY_HOME = { happyHome: '~/.happy' };

const ccr = (baseUrl: string, credentials: object = CLAUDE_FILE) =>
  ccrConnectionSchema.parse({ id: 'c', kind: 'ccr', name: 'C', baseUrl, credentials });
const happy = (serverUrl: string | undefined, credentials: object = HAPPY_HOME) =>
  happyConnectionSchema.parse({ id: 'h', kind: 'happy', name: 'H', serverUrl, credentials });

function isKnown(connection: ConnectionSettings, inForce: readonly ConnectionSettings[] = []): boolean {
  const wanted = borrowedSignIn(connection);
  if (wanted === null) throw new Error('nothing is borrowed');
  return isKnownReceiver(wanted, inForce);
}

test('what was given to a connection is not borrowed', () => {
  const given = [
    ccr('https://sessions.example', { stored: true }),
    ccr('https://sessions.example', { accessToken: 'given' }),
    happy('https://happy.example', { stored: true }),
    happy('https://happy.example', { secretKey: 'given' }),
    localConnectionSchema.parse({ id: 'l', kind: 'local', name: 'L' }),
  ];
  expect(given.map(borrowedSignIn)).toEqual(given.map(() => null));
});

test('a borrowed sign-in is told with the host as it is on the wire', () => {
  expect(borrowedSignIn(ccr('https://Sessions.Exämple:8443/v2'))).toEqual({
    of: 'claude-code',
    origin: 'https://sessions.xn--exmple-cua:8443',
    host: 'sessions.xn--exmple-cua:8443',
  });
  expect(borrowedSignIn(happy('https://happy.example'))).toEqual({
    of: 'happy',
    origin: 'https://happy.example',
    host: 'happy.example',
  });
});

test.each([
  'https://api.anthropic.com',
  'https://api.anthropic.com/v1',
  'http://localhost:8899',
  'http://127.0.0.1:1',
  'http://[::1]:8899/sessions',
  'https://127.9.9.9',
])('%s may have the sign-in of Claude Code without a question', (address) => {
  expect(isKnown(ccr(address))).toBe(true);
});

test.each([
  'https://api.anthropic.com.evil.example',
  'https://api.anthropic.com:8443',
  'https://api.anthropíc.com',
  'https://localhost.evil.example',
  'https://127.0.0.1.evil.example',
  'https://anthropic.com',
])('%s may not', (address) => {
  expect(isKnown(ccr(address))).toBe(false);
});

test('an account of Happy is known to the public server, and to no service of another kind', () => {
  expect(isKnown(happy(undefined))).toBe(true);
  expect(isKnown(happy('https://api.anthropic.com'))).toBe(false);
  expect(isKnown(happy('https://happy.example'))).toBe(false);
});

test('a service is known by a connection in force that gives it the same sign-in', () => {
  const wanted = ccr('https://sessions.example/elsewhere');
  expect(isKnown(wanted, [ccr('https://sessions.example')])).toBe(true);
  expect(isKnown(wanted, [ccr('https://sessions.example:8443')])).toBe(false);
  expect(isKnown(wanted, [ccr('https://sessions.example', { stored: true })])).toBe(false);
  expect(isKnown(wanted, [happy('https://sessions.example')])).toBe(false);
});

test('no other host of the web is known', () => {
  fc.assert(
    fc.property(fc.webUrl({ validSchemes: ['https'], withQueryParameters: true }), (address) => {
      const { hostname } = new URL(address);
      fc.pre(hostname !== 'api.anthropic.com' && hostname !== 'localhost' && !hostname.startsWith('127.'));
      expect(isKnown(ccr(address))).toBe(false);
    }),
  );
});
