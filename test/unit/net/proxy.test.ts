import { describe, expect, it } from 'vitest';
import { createProxyFor, proxyFromEnvironment, proxyFromPac } from '../../../main/net/proxy.ts';
import { recordingLog } from '../../support/recording-log.ts';

const service = new URL('wss://api.example.com/v1');

describe('the way to a host', () => {
  it.each([
    [{}, null],
    [{ HTTPS_PROXY: 'http://proxy:3128' }, 'http://proxy:3128'],
    [{ https_proxy: 'proxy:3128', HTTPS_PROXY: 'http://other:1' }, 'proxy:3128'],
    [{ HTTP_PROXY: 'http://proxy:3128' }, null],
    [{ HTTPS_PROXY: '' }, null],
    [{ HTTPS_PROXY: 'http://p:1', NO_PROXY: 'example.com' }, 'direct'],
    [{ HTTPS_PROXY: 'http://p:1', NO_PROXY: '.example.com' }, 'direct'],
    [{ HTTPS_PROXY: 'http://p:1', no_proxy: 'localhost, *.example.com' }, 'direct'],
    [{ HTTPS_PROXY: 'http://p:1', NO_PROXY: '*' }, 'direct'],
    [{ HTTPS_PROXY: 'http://p:1', NO_PROXY: 'api.example.com:443' }, 'direct'],
    [{ HTTPS_PROXY: 'http://p:1', NO_PROXY: 'api.example.com:8443' }, 'http://p:1'],
    [{ HTTPS_PROXY: 'http://p:1', NO_PROXY: 'ample.com' }, 'http://p:1'],
  ])('is read from the environment: %j', (environment, expected) => {
    expect(proxyFromEnvironment(service, environment)).toBe(expected);
  });

  it.each([
    ['DIRECT', null],
    ['PROXY proxy.local:3128; DIRECT', 'http://proxy.local:3128'],
    ['HTTPS proxy.local:443', 'https://proxy.local:443'],
    ['SOCKS5 s:1080; PROXY p:1', 'http://p:1'],
    ['SOCKS5 s:1080; DIRECT; PROXY p:1', null],
    ['', null],
    ['PROXY', null],
  ])('is read from what the system says: %s', (answer, expected) => {
    expect(proxyFromPac(answer)).toBe(expected);
  });

  it('never leads through a proxy to this computer', async () => {
    const proxyFor = createProxyFor({
      environment: { HTTPS_PROXY: 'http://p:1', HTTP_PROXY: 'http://p:1' },
      resolveSystemProxy: () => Promise.resolve('PROXY p:1'),
      log: recordingLog(),
      tls: { rejectUnauthorized: true },
    });
    for (const url of ['http://127.0.0.1:1/', 'https://localhost/', 'ws://[::1]:2/']) {
      expect(await proxyFor(new URL(url))).toBeNull();
    }
    expect(await proxyFor(service)).not.toBeNull();
  });

  it('never shows a proxy password in the log', async () => {
    const log = recordingLog();
    const proxyFor = createProxyFor({
      environment: { HTTPS_PROXY: 'socks5://user:hunter2@proxy:1080' },
      log,
      tls: { rejectUnauthorized: true },
    });
    expect(await proxyFor(service)).toBeNull();
    expect(log.lines.join('\n')).toContain('proxy-not-usable');
    expect(log.lines.join('\n')).not.toContain('hunter2');
  });
});
