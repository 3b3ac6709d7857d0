import { describe, expect, it } from 'vitest';
import { askedDelayMs, backOffMs } from '../../../main/net/back-off.ts';
import { blamesHost, causeOf, classifyClose, CLEAR_TEXT } from '../../../main/net/close-cause.ts';
import type { CloseInfo } from '../../../main/net/close-cause.ts';
import { netErrorOf } from '../../../main/net/net-error.ts';
import { redact } from '../../../main/net/redact.ts';
import { readRetryAfter } from '../../../main/net/retry-after.ts';
import { mayCarryToken } from '../../../main/net/secure-url.ts';

const closed = (code: number | null): CloseInfo => ({ tag: 'closed', code, reason: '' });
const status = (code: number): CloseInfo => ({ tag: 'status', status: code, retryAfterMs: null });

describe('the close-cause table', () => {
  it.each([
    [closed(null), 'retry', { code: 'closed' }, false],
    [closed(1000), 'retry', { code: 'closed', status: 1000 }, false],
    [closed(1006), 'retry', { code: 'closed', status: 1006 }, false],
    [closed(1009), 'retry', { code: 'too-large', status: 1009 }, false],
    [closed(1011), 'retry', { code: 'server-error', status: 1011 }, false],
    [closed(4003), 'retry', { code: 'closed', status: 4003 }, false],
    [status(301), 'retry', { code: 'protocol', status: 301 }, false],
    [status(401), 'fatal', { code: 'unauthorized', status: 401 }, false],
    [status(403), 'fatal', { code: 'forbidden', status: 403 }, false],
    [status(404), 'fatal', { code: 'session-gone', status: 404 }, false],
    [status(410), 'fatal', { code: 'session-gone', status: 410 }, false],
    [status(429), 'retry', { code: 'rate-limited', status: 429 }, false],
    [status(500), 'retry', { code: 'server-error', status: 500 }, false],
    [status(503), 'retry', { code: 'server-error', status: 503 }, true],
    [{ tag: 'silent' }, 'retry', { code: 'silent' }, false],
    [{ tag: 'broken', code: 'refused', errno: 'ECONNREFUSED' }, 'retry', { code: 'refused' }, true],
    [{ tag: 'broken', code: 'tls', errno: 'CERT_HAS_EXPIRED' }, 'retry', { code: 'tls', certificate: 'expired' }, true],
    [{ tag: 'broken', code: 'tls', errno: 'EPROTO' }, 'retry', { code: 'tls' }, true],
    [{ tag: 'broken', code: 'tls', errno: CLEAR_TEXT }, 'fatal', { code: 'tls' }, false],
    [{ tag: 'no-headers', cause: { code: 'unauthorized' } }, 'fatal', { code: 'unauthorized' }, false],
    [{ tag: 'no-headers', cause: { code: 'timeout' } }, 'retry', { code: 'timeout' }, false],
  ] satisfies [CloseInfo, string, object, boolean][])('%j is %s', (info, verdict, cause, host) => {
    expect(classifyClose(info)).toEqual({ tag: verdict, cause });
    expect(causeOf(info)).toEqual(cause);
    expect(blamesHost(info)).toBe(host);
  });
});

describe('an error of the network', () => {
  it.each([
    ['ECONNREFUSED', 'refused'],
    ['ETIMEDOUT', 'timeout'],
    ['ENOTFOUND', 'unreachable'],
    ['EAI_AGAIN', 'unreachable'],
    ['ECONNRESET', 'unreachable'],
    ['CERT_HAS_EXPIRED', 'tls'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls'],
    ['EPROTO', 'tls'],
    ['WS_ERR_UNSUPPORTED_MESSAGE_LENGTH', 'too-large'],
    ['WS_ERR_INVALID_UTF8', 'protocol'],
    ['HPE_INVALID_CONSTANT', 'protocol'],
    ['ABORT_ERR', 'aborted'],
  ])('%s is %s', (errno, code) => {
    expect(netErrorOf(Object.assign(new Error('any text'), { code: errno }))).toEqual({ code, errno });
  });

  it('is read from the first address when all addresses failed', () => {
    const first = Object.assign(new Error('x'), { code: 'ECONNREFUSED' });
    expect(netErrorOf(new AggregateError([first])).code).toBe('refused');
  });
});

describe('Retry-After', () => {
  const nowMs = Date.parse('2026-01-01T00:00:00Z');
  it.each([
    ['7', 7_000],
    ['0', 0],
    ['Thu, 01 Jan 2026 00:01:00 GMT', 60_000],
    ['Wed, 31 Dec 2025 23:00:00 GMT', 0],
    ['-5', null],
    ['soon', null],
    ['1e9', null],
    [undefined, null],
  ])('%s is %s ms', (text, expected) => {
    expect(readRetryAfter(text, nowMs)).toBe(expected);
  });

  it('is honoured up to five minutes, with a little jitter on top', () => {
    const high = { fraction: () => 0.999, uuid: () => '' };
    const low = { fraction: () => 0, uuid: () => '' };
    expect([askedDelayMs(7_000, low), askedDelayMs(9e12, low)]).toEqual([7_000, 300_000]);
    expect(askedDelayMs(9e12, high)).toBeGreaterThan(300_000);
    expect(askedDelayMs(9e12, high)).toBeLessThanOrEqual(330_000);
  });
});

it('doubles the roof of the pause from half a second to thirty', () => {
  const almostOne = { fraction: () => 1, uuid: () => '' };
  expect([1, 2, 3, 7, 8, 5_000].map((attempt) => backOffMs(attempt, almostOne))).toEqual([
    500, 1_000, 2_000, 30_000, 30_000, 30_000,
  ]);
  expect(backOffMs(9, { fraction: () => 0, uuid: () => '' })).toBe(0);
});

describe('a text for the log', () => {
  it.each([
    ['Authorization: Bearer abc.def', 'Authorization: ***'],
    ['got "authorization":"Bearer abc","x":1', 'got "authorization":"***","x":1'],
    ['used Bearer abc123 here', 'used Bearer *** here'],
    ['https://user:pw@host/x', 'https://***@host/x'],
    ['?access_token=abc&x=1', '?access_token=***&x=1'],
    ['{"refreshToken":"abc"}', '{"refreshToken":"***"}'],
    ['key sk-ant-oat01-abcdefgh', 'key sk-***'],
    ['eyJhbGciOiJI.eyJzdWIiOiIx.sig', '***'],
    ['a\u001b[31mb\u202ec', 'a?[31mb?c'],
    ['plain words', 'plain words'],
  ])('%j becomes %j', (text, expected) => {
    expect(redact(text)).toBe(expected);
  });

  it('is cut, and a secret at the cut does not show its beginning', () => {
    expect(redact('x'.repeat(1_000))).toHaveLength(201);
    expect(redact(`${'x'.repeat(190)} Bearer secret-token-of-some-length`)).not.toContain('secret');
  });
});

it('sends a token in clear to this computer only', () => {
  const allowed = ['https://a.example/', 'wss://a.example/', 'http://127.0.0.1:1/', 'ws://localhost/', 'http://[::1]/'];
  const refused = [
    'http://a.example/',
    'ws://a.example/',
    'http://127.0.0.1.evil.example/',
    'ftp://localhost/',
    'http://10.0.0.1/',
  ];
  expect(allowed.filter((url) => !mayCarryToken(new URL(url)))).toEqual([]);
  expect(refused.filter((url) => mayCarryToken(new URL(url)))).toEqual([]);
});
