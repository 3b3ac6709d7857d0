import { createServer, type Server } from 'node:http';
import { chromium, type Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Gateway } from '../../../main/backends/local/gateway/gateway.ts';
import { hashToken, tokenCheck } from '../../../main/backends/local/gateway/token-check.ts';
import { systemClock } from '../../../main/net/system-clock.ts';
import { recordingLog } from '../../support/recording-log.ts';
import { TOKEN } from '../../support/hook-caller.ts';

let gateway: Gateway;
let gatewayPort: number;
let site: Server;
let sitePort: number;
let browser: Browser;
let calls = 0;
let log: ReturnType<typeof recordingLog>;

beforeAll(async () => {
  site = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end('<!doctype html><title>a page</title><body></body>');
  });
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  const address = site.address();
  sitePort = typeof address === 'object' && address !== null ? address.port : 0;
});
afterAll(() => site.close());

beforeEach(async () => {
  calls = 0;
  log = recordingLog();
  gateway = new Gateway({ clock: systemClock, log, checkToken: tokenCheck(hashToken(TOKEN)) });
  gateway.handle((call) => {
    calls++;
    void call.respond('{"reached":"the gateway"}');
  });
  const listening = await gateway.listen(0);
  gatewayPort = listening.ok ? listening.value : 0;
  // Any name leads to this computer: what an attacker's name server would say after a while.
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: [
      '--host-resolver-rules=MAP evil.example 127.0.0.1,MAP rebound.example 127.0.0.1',
      '--disable-features=PrivateNetworkAccessSendPreflights,BlockInsecurePrivateNetworkRequests,LocalNetworkAccessChecks',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  });
  return async () => {
    await browser.close();
    await gateway.close();
  };
});

/** Runs in the page: everything that a page can send, with and without the token. */
async function tryEverything({ url, token }: { readonly url: string; readonly token: string }) {
  const outcome = (work: Promise<unknown>) =>
    work.then(
      (value) => `got ${String(value)}`,
      () => 'failed',
    );
  const body = '{"session_id":"s","hook_event_name":"Stop"}';
  const json = { 'content-type': 'application/json', 'x-gatehouse-token': token };
  const read = async (init: RequestInit) => (await fetch(url, init)).text();
  const socket = (protocols: string[]) =>
    new Promise<string>((resolve, reject) => {
      const opened = new WebSocket(url.replace('http:', 'ws:'), protocols);
      opened.onopen = () => resolve('open');
      opened.onerror = () => reject(new Error('refused'));
    });
  const events = () =>
    new Promise<string>((resolve, reject) => {
      const source = new EventSource(url);
      source.onopen = () => resolve('open');
      source.onerror = () => {
        source.close();
        reject(new Error('refused'));
      };
    });
  const form = (method: 'post' | 'get', enctype: string) =>
    new Promise<string>((resolve) => {
      const frame = document.createElement('iframe');
      frame.name = `target-${enctype}-${method}`;
      document.body.append(frame);
      const sent = document.createElement('form');
      Object.assign(sent, { action: url, method, enctype, target: frame.name });
      const field = document.createElement('input');
      Object.assign(field, { name: '{"session_id":"s","hook_event_name":"Stop","x":"', value: '"}' });
      sent.append(field);
      document.body.append(sent);
      frame.onload = () => resolve('loaded');
      sent.submit();
    });
  const loads = (tag: 'img' | 'script') =>
    new Promise<string>((resolve, reject) => {
      const element = document.createElement(tag);
      element.onload = () => resolve('loaded');
      element.onerror = () => reject(new Error('refused'));
      element.src = url;
      document.body.append(element);
    });
  await form('post', 'text/plain');
  await form('post', 'application/x-www-form-urlencoded');
  await form('get', 'text/plain');
  return {
    withToken: await outcome(read({ method: 'POST', headers: json, body })),
    withoutToken: await outcome(read({ method: 'POST', headers: { 'content-type': 'application/json' }, body })),
    simple: await outcome(read({ method: 'POST', body })),
    noCors: await outcome(
      fetch(url, { method: 'POST', mode: 'no-cors', body }).then(({ type, status }) => `${type} ${status}`),
    ),
    beacon: String(navigator.sendBeacon(url, new Blob([body], { type: 'text/plain' }))),
    webSocket: await outcome(socket([])),
    webSocketWithToken: await outcome(socket([token])),
    eventSource: await outcome(events()),
    image: await outcome(loads('img')),
    script: await outcome(loads('script')),
  };
}

const NOTHING_READ = {
  withToken: 'failed',
  withoutToken: 'failed',
  simple: 'failed',
  // An opaque answer has no status and no content: the page learns at most that something listens.
  noCors: expect.stringMatching(/^(failed|got opaque 0)$/),
  webSocket: 'failed',
  webSocketWithToken: 'failed',
  eventSource: 'failed',
  image: 'failed',
  script: 'failed',
};

test('a page of another origin cannot reach the gateway, even if it had the token', async () => {
  const page = await browser.newPage();
  await page.goto(`http://evil.example:${sitePort}/`);
  const outcome = await page.evaluate(tryEverything, { url: `http://127.0.0.1:${gatewayPort}/hook`, token: TOKEN });
  expect(outcome).toMatchObject(NOTHING_READ);
  expect(calls).toBe(0);
  expect(log.lines.length).toBeGreaterThan(0); // it was reached by the browser, and refused
});

test('a page of this computer, on another port, cannot either', async () => {
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${sitePort}/`);
  const outcome = await page.evaluate(tryEverything, { url: `http://127.0.0.1:${gatewayPort}/hook`, token: TOKEN });
  expect(outcome).toMatchObject(NOTHING_READ);
  expect(calls).toBe(0);
  expect(log.lines.length).toBeGreaterThan(0);
});

test('a page whose own name was made to point at the gateway is the same origin to the browser, and still refused', async () => {
  const page = await browser.newPage();
  // The page itself came from its own server; from now on the name leads here.
  const address = `http://rebound.example:${gatewayPort}/`;
  await page.route(address, (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>a page</title>' }),
  );
  await page.goto(address);
  const answers = await page.evaluate(
    async ({ token }) => {
      const ask = async (method: string) => {
        const headers = { 'content-type': 'application/json', 'x-gatehouse-token': token };
        const body = method === 'POST' ? '{"session_id":"s","hook_event_name":"Stop"}' : null;
        return (await fetch('/hook', { method, headers, body })).status;
      };
      return [await ask('POST'), await ask('GET'), await ask('DELETE')];
    },
    { token: TOKEN },
  );
  expect(answers).toEqual([403, 403, 403]);
  expect(calls).toBe(0);
});
