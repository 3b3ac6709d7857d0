import type { Agent } from 'node:http';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { isLoopbackHost } from '../../shared/loopback-host.ts';
import type { Logger } from '../ports/logger.ts';
import { redact } from './redact.ts';
import type { TlsOptions } from './secure-url.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** @returns the agent that tunnels to this URL; null = go directly. */
export type ProxyFor = (url: URL) => Promise<Agent | null>;

interface ProxyTools {
  readonly environment: Environment;
  readonly resolveSystemProxy?: ((url: string) => Promise<string>) | undefined;
  readonly log: Logger;
  readonly tls: TlsOptions;
}

/**
 * The environment wins over the system. This computer itself is never reached through a proxy. Everything else is TLS
 * (clear text is refused before), so a proxy only ever sees CONNECT and a host name, never a token.
 */
export function createProxyFor({ environment, resolveSystemProxy, log, tls }: ProxyTools): ProxyFor {
  const agents = new Map<string, Agent>();
  function agentOf(proxy: string): Agent {
    const known = agents.get(proxy);
    if (known !== undefined) return known;
    const made = new HttpsProxyAgent(proxy, { ...tls, keepAlive: true });
    agents.set(proxy, made);
    return made;
  }
  return async (url) => {
    if (isLoopbackHost(url.hostname)) return null;
    const said = proxyFromEnvironment(url, environment);
    if (said === 'direct') return null;
    const proxy = said ?? (await fromSystem(url, resolveSystemProxy, log));
    if (proxy === null) return null;
    const usable = usableProxy(proxy);
    if (usable !== null) return agentOf(usable);
    log.warn('proxy-not-usable', { error: redact(proxy) });
    return null;
  };
}

/** @returns a proxy URL, `direct` where the environment exempts the host, null where it says nothing. */
export function proxyFromEnvironment(url: URL, environment: Environment): string | null {
  const read = (name: string) => environment[name.toLowerCase()] ?? environment[name];
  const secure = url.protocol === 'https:' || url.protocol === 'wss:';
  const proxy = read(secure ? 'HTTPS_PROXY' : 'HTTP_PROXY');
  if (proxy === undefined || proxy.trim() === '') return null;
  return isExempt(url, read('NO_PROXY') ?? '') ? 'direct' : proxy.trim();
}

/** The first way of a PAC answer that we can go, such as `PROXY host:port; DIRECT`. SOCKS is passed over. */
export function proxyFromPac(answer: string): string | null {
  for (const part of answer.split(';')) {
    const [kind = '', host] = part.trim().split(/\s+/);
    if (kind.toUpperCase() === 'DIRECT') return null;
    if (host === undefined) continue;
    if (/^(proxy|http)$/i.test(kind)) return `http://${host}`;
    if (/^https$/i.test(kind)) return `https://${host}`;
  }
  return null;
}

async function fromSystem(url: URL, resolve: ProxyTools['resolveSystemProxy'], log: Logger): Promise<string | null> {
  if (resolve === undefined) return null;
  try {
    // The system's resolver knows web schemes only.
    return proxyFromPac(await resolve(url.href.replace(/^ws/, 'http')));
  } catch (error) {
    log.warn('system-proxy-unknown', { error: redact(String(error)) });
    return null;
  }
}

function usableProxy(text: string): string | null {
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  const url = URL.canParse(address) ? new URL(address) : null;
  return url !== null && (url.protocol === 'http:' || url.protocol === 'https:') ? url.href : null;
}

function isExempt(url: URL, list: string): boolean {
  const port = url.port === '' ? '443' : url.port;
  const host = url.hostname.replace(/^\[|\]$/g, '').toLowerCase();
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => {
      if (entry === '*') return true;
      const [, name = '', entryPort] = /^\[?(.*?)\]?(?::(\d+))?$/.exec(entry) ?? [];
      if (entryPort !== undefined && entryPort !== port) return false;
      const bare = name.replace(/^\*?\./, '');
      return host === bare || host.endsWith(`.${bare}`);
    });
}
