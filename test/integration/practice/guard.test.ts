import { request } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Practice } from '../../../main/ports/practice.ts';
import { PracticeClient, startFastPractice } from './practice-client.ts';

let practice: Practice;
let pending: Set<object>;

beforeEach(async () => {
  const starting = startFastPractice();
  pending = starting.pending;
  practice = await starting;
});
afterEach(() => practice.stop());

/** fetch may not choose Host or Origin; a bare request may. */
function status(headers: Record<string, string>, path = '/v1/code/sessions', body?: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(
      practice.baseUrl + path,
      {
        method: body === undefined ? 'GET' : 'POST',
        headers: { authorization: `Bearer ${practice.accessToken}`, ...headers },
        agent: false,
      },
      (response) => {
        response.resume();
        expect(response.headers['access-control-allow-origin']).toBeUndefined();
        resolve(response.statusCode ?? 0);
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

test('the list is given to the holder of the token: four sessions with titles, places and models', async () => {
  const response = await fetch(`${practice.baseUrl}/v1/code/sessions`, {
    headers: { authorization: `Bearer ${practice.accessToken}` },
  });
  expect(await response.json()).toMatchObject({
    data: expect.arrayContaining([
      expect.objectContaining({
        id: 'cse_checkout',
        title: 'Fix the failing checkout tests',
        config: expect.objectContaining({ cwd: '/home/sam/projects/storefront' }),
      }),
      expect.objectContaining({ id: 'cse_release_notes' }),
      expect.objectContaining({ id: 'cse_booking_plan' }),
      expect.objectContaining({ id: 'cse_invoice_import' }),
    ]),
  });
});

test.each(['', 'Bearer ', 'Bearer wrong', 'Basic eDp5'])(
  'a request with the authorization %j is refused',
  async (authorization) => {
    expect(await status({ authorization })).toBe(401);
  },
);

test('a request from a web page is refused although it holds the token', async () => {
  expect(await status({ origin: 'http://localhost:3000' })).toBe(403);
  expect(await status({ origin: 'null' })).toBe(403);
});

test('a request for another host name is refused, as after DNS rebinding', async () => {
  expect(await status({ host: 'practice.example.com' })).toBe(403);
  expect(await status({ host: `localhost:${new URL(practice.baseUrl).port}` })).toBe(200);
});

test('a body beyond the limit, broken JSON, deep nesting, unknown paths and sessions are refused', async () => {
  const events = '/v1/code/sessions/cse_checkout/events';
  expect(await status({}, events, 'x'.repeat(1_100_000))).toBe(413);
  expect(await status({}, events, '{"events":')).toBe(400);
  expect(await status({}, events, '['.repeat(200_000))).toBe(400);
  expect(await status({}, '/v1/code/sessions/cse_none')).toBe(404);
  expect(await status({}, '/etc/passwd')).toBe(404);
});

test('every start has its own token of 256 bits', async () => {
  const other = await startFastPractice();
  expect(Buffer.from(practice.accessToken, 'base64url')).toHaveLength(32);
  expect(other.accessToken).not.toBe(practice.accessToken);
  await other.stop();
});

test('stop ends open streams and leaves no timer, and may be called twice', async () => {
  const client = new PracticeClient(practice, 'cse_checkout');
  client.read();
  await client.ask('Bash');
  await practice.stop();
  await practice.stop();
  expect(pending.size).toBe(0);
  await expect(status({})).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});
