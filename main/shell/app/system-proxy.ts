import { session } from 'electron';

/** What the system's settings say for a URL, PAC files followed, in PAC form such as `PROXY host:3128; DIRECT`. */
export function systemProxyFor(url: string): Promise<string> {
  return session.defaultSession.resolveProxy(url);
}
