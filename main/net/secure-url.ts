import * as tls from 'node:tls';
import { isLoopbackHost } from '../../shared/loopback-host.ts';

/** True for TLS everywhere, and for clear text only to this very computer: a token must not travel in clear. */
export function mayCarryToken(url: URL): boolean {
  if (url.protocol === 'https:' || url.protocol === 'wss:') return true;
  return (url.protocol === 'http:' || url.protocol === 'ws:') && isLoopbackHost(url.hostname);
}

/** Verification is said aloud, so that `NODE_TLS_REJECT_UNAUTHORIZED=0` in the environment does not switch it off. */
export interface TlsOptions {
  readonly rejectUnauthorized: true;
  readonly ca?: string[];
}

/** @param extraCertificates  PEM texts to trust besides the built-in ones */
export function tlsOptions(extraCertificates: readonly string[] = []): TlsOptions {
  return extraCertificates.length === 0
    ? { rejectUnauthorized: true }
    : { rejectUnauthorized: true, ca: [...tls.rootCertificates, ...extraCertificates] };
}
