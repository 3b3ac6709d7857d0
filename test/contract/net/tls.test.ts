import * as http from 'node:http';
import * as https from 'node:https';
import * as net from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import { impatientKit, watchLink } from '../../support/net/link-probe.ts';
import { makeCertificates } from '../../support/net/certificates.ts';
import type { KeyPair } from '../../support/net/certificates.ts';
import { listen } from '../../support/net/servers.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});
function kept<T extends { close(): unknown }>(thing: T): T {
  cleanUps.push(() => thing.close());
  return thing;
}

const certificates = makeCertificates();

/** With the usual deadlines: what is to be seen here is the certificate, however slow the handshake. */
const patientKit = (tools: Parameters<typeof impatientKit>[0] = {}) => impatientKit({ ...tools, times: {} });

/** Speaks HTTPS and WebSocket, and remembers every head it was sent. */
async function startSecure(pair: KeyPair) {
  const heads: string[] = [];
  const server = kept(
    await listen(
      https.createServer(pair, (request, response) => {
        heads.push(String(request.headers.authorization));
        response.end('{}');
      }),
    ),
  );
  server.on('upgrade', (request) => heads.push(String(request.headers.authorization)));
  new WebSocketServer({ server });
  return { port: server.port, heads };
}

describe('TLS', () => {
  const before = process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
  // Whoever starts us cannot talk us out of looking at certificates.
  beforeAll(() => void (process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0'));
  afterAll(() => {
    if (before === undefined) delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
    else process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = before;
  });

  it.each([
    ['expired', certificates.expired, 'CERT_HAS_EXPIRED', 'expired'],
    ['self-signed', certificates.selfSigned, 'DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed'],
    ['made out to another name', certificates.wrongName, 'ERR_TLS_CERT_ALTNAME_INVALID', 'wrong-host'],
  ])('refuses a certificate that is %s, and shows the token to nobody', async (_what, pair, errno, certificate) => {
    const { port, heads } = await startSecure(pair);
    const kit = kept(patientKit({ extraCertificates: [certificates.authority] }));
    const headers = { authorization: 'Bearer canary-token' };
    const answer = await kit.request({ method: 'GET', url: new URL(`https://127.0.0.1:${port}/`), headers });
    expect(answer).toEqual({ ok: false, error: { code: 'tls', errno } });
    const socket = watchLink(() => new URL(`wss://127.0.0.1:${port}/`));
    kit.webSocket({ ...socket.options, onFrame: () => {} }).start();
    expect(await socket.until('waiting')).toMatchObject({ cause: { code: 'tls', certificate } });
    const stream = watchLink(() => new URL(`https://127.0.0.1:${port}/`));
    const other = kept(patientKit({ extraCertificates: [certificates.authority] }));
    other.eventStream({ ...stream.options, onEvent: () => {} }).start();
    expect(await stream.until('waiting')).toMatchObject({ cause: { code: 'tls', certificate } });
    expect(heads).toEqual([]);
  });

  it('takes a certificate of an authority that was given, and only then', async () => {
    const { port } = await startSecure(certificates.good);
    const trusting = kept(patientKit({ extraCertificates: [certificates.authority] }));
    const url = new URL(`https://127.0.0.1:${port}/`);
    expect(await trusting.request({ method: 'GET', url })).toMatchObject({ value: { status: 200 } });
    const socket = watchLink(() => new URL(`wss://127.0.0.1:${port}/`));
    trusting.webSocket({ ...socket.options, onFrame: () => {} }).start();
    await socket.until('live');
    expect(await kept(patientKit()).request({ method: 'GET', url })).toMatchObject({ error: { code: 'tls' } });
  });

  it('says tls where a server does not speak it', async () => {
    const plain = kept(await listen(http.createServer((_request, response) => response.end())));
    const kit = kept(impatientKit());
    const answer = await kit.request({ method: 'GET', url: new URL(`https://127.0.0.1:${plain.port}/`) });
    expect(answer).toMatchObject({ error: { code: 'tls' } });
  });

  it('never dials an address that would carry the token in clear', async () => {
    const kit = kept(impatientKit());
    const { options, until } = watchLink(() => new URL('ws://192.0.2.1/'));
    kit.webSocket({ ...options, onFrame: () => {} }).start();
    expect(await until('failed')).toEqual({ tag: 'failed', cause: { code: 'tls' } });
  });

  it('tunnels through a proxy, which sees a host name and never the token', async () => {
    const asked: string[] = [];
    const { port, heads } = await startSecure(certificates.wrongName);
    const proxy = kept(await listen(http.createServer()));
    proxy.on('connect', (request: http.IncomingMessage, socket: net.Socket) => {
      asked.push(JSON.stringify([request.url, request.headers]));
      const onward = net.connect(port, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        onward.pipe(socket).pipe(onward);
      });
      onward.on('error', () => socket.destroy());
      socket.on('error', () => onward.destroy());
    });
    const kit = kept(
      impatientKit({
        extraCertificates: [certificates.authority],
        resolveSystemProxy: (url) =>
          Promise.resolve(url.startsWith('https:') ? `PROXY 127.0.0.1:${proxy.port}` : 'DIRECT'),
      }),
    );
    const { options, until } = watchLink(() => new URL('wss://other.example/subscribe'));
    kit.webSocket({ ...options, onFrame: () => {} }).start();
    await until('live');
    const headers = { authorization: 'Bearer canary-token' };
    const answer = await kit.request({ method: 'GET', url: new URL('https://other.example/'), headers });
    expect(answer).toMatchObject({ value: { status: 200 } });
    expect(heads).toEqual(['Bearer canary-token', 'Bearer canary-token']);
    expect(asked.every((line) => line.includes('other.example:443') && !line.includes('canary'))).toBe(true);
    expect(asked).toHaveLength(2);
  });
});
