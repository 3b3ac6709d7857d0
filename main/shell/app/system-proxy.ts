import { session } from 'electron';

/**
 * The proxy the system's settings name for a URL, such as `http://proxy:3128`; null for a direct way. PAC files are
 * followed. Kinds we cannot speak (SOCKS) are passed over.
 */
export async function systemProxyFor(url: string): Promise<string | null> {
  return firstProxy(await session.defaultSession.resolveProxy(url));
}

/** @param rules  Chromium's answer, such as `PROXY a:1;HTTPS b:2;DIRECT` */
export function firstProxy(rules: string): string | null {
  for (const rule of rules.split(';')) {
    const [kind, address] = rule.trim().split(/\s+/);
    if (kind === 'DIRECT') return null;
    if (address === undefined) continue;
    if (kind === 'PROXY') return `http://${address}`;
    if (kind === 'HTTPS') return `https://${address}`;
  }
  return null;
}
