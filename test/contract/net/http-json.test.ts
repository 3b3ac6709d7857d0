import * as net from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { impatientKit } from '../../support/net/link-probe.ts';
import { freePort, listen, startHttp } from '../../support/net/servers.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});
function kept<T extends { close(): unknown }>(thing: T): T {
  cleanUps.push(() => thing.close());
  return thing;
}
const at = (port: number) => new URL(`http://127.0.0.1:${port}/v1/x`);

describe('one HTTP exchange', () => {
  it('sends the body byte for byte and gives back status, headers and bytes', async () => {
    const body = '{"id":9007199254740993,"f":1.0,"k":1,"k":2,"ü":"\\ud800"}';
    let got = '';
    const server = kept(
      await startHttp((request, response) => {
        void text(request).then((sent) => {
          got = sent;
          response.writeHead(202, { 'retry-after': '3', 'x-a': 'b' }).end('{"ok":true}');
        });
      }),
    );
    const { request } = kept(impatientKit());
    const result = await request({ method: 'POST', url: at(server.port), body });
    expect(got).toBe(body);
    expect(result).toMatchObject({ ok: true, value: { status: 202, headers: { 'x-a': 'b' }, retryAfterMs: 3_000 } });
    expect(result.ok && result.value.body.toString()).toBe('{"ok":true}');
  });

  it('uses one connection for many exchanges', async () => {
    const server = kept(await startHttp((_request, response) => response.end('{}')));
    let connections = 0;
    server.on('connection', () => (connections += 1));
    const { request } = kept(impatientKit());
    for (let round = 0; round < 5; round += 1) await request({ method: 'GET', url: at(server.port) });
    expect(connections).toBe(1);
  });

  it('gives a redirect back as a status and never carries the token on', async () => {
    let visits = 0;
    const other = kept(await startHttp((_request, response) => response.end(String((visits += 1)))));
    const { request } = kept(impatientKit());
    for (const status of [301, 302, 307, 308]) {
      const server = kept(
        await startHttp((_request, response) =>
          response.writeHead(status, { location: `http://127.0.0.1:${other.port}/` }).end(),
        ),
      );
      const headers = { authorization: 'Bearer canary-token' };
      expect(await request({ method: 'GET', url: at(server.port), headers })).toMatchObject({ value: { status } });
    }
    expect(visits).toBe(0);
  });

  it('names what went wrong', async () => {
    const { request } = kept(impatientKit());
    const code = async (port: number, more = {}) => {
      const result = await request({ method: 'GET', url: at(port), timeoutMs: 300, ...more });
      return result.ok ? result.value.status : result.error.code;
    };
    const mute = kept(await listen(net.createServer()));
    const garbage = kept(await listen(net.createServer((socket) => socket.end('SSH-2.0-x\r\n\r\n'))));
    const rude = kept(await listen(net.createServer((socket) => socket.on('data', () => socket.resetAndDestroy()))));
    const drips = kept(await startHttp((_request, response) => void response.writeHead(200).write('{')));
    expect(await code(await freePort())).toBe('refused');
    expect(await code(mute.port)).toBe('timeout');
    expect(await code(drips.port)).toBe('timeout');
    expect(await code(garbage.port)).toBe('protocol');
    expect(await code(rude.port)).toBe('unreachable');
    expect(await code(mute.port, { signal: AbortSignal.abort() })).toBe('aborted');
    expect(await code(mute.port, { headers: { authorization: 'Bearer a\r\nx: y' } })).toBe('protocol');
    expect(await request({ method: 'GET', url: new URL('http://api.example.com/') })).toEqual({
      ok: false,
      error: { code: 'tls', errno: 'CLEAR_TEXT' },
    });
  });

  it('stops reading a body that grows over 16 MiB', async () => {
    const server = kept(
      await startHttp((_request, response) => {
        const go = (): void => {
          while (!response.destroyed && response.write(Buffer.alloc(65_536, 'x')));
        };
        response.on('drain', go);
        go();
      }),
    );
    const hungUp = new Promise((resolve) => {
      server.on('connection', (socket: net.Socket) => socket.on('close', resolve));
    });
    const { request } = kept(impatientKit());
    expect(await request({ method: 'GET', url: at(server.port) })).toMatchObject({ error: { code: 'too-large' } });
    await hungUp;
  });
});
