import type { CertificateFault } from '../../shared/model/session.ts';

/** What OpenSSL and Node call the faults that a person can do something about. */
const FAULTS: ReadonlyMap<string, CertificateFault> = new Map([
  ['CERT_HAS_EXPIRED', 'expired'],
  ['CERT_NOT_YET_VALID', 'not-yet-valid'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'unknown-authority'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'unknown-authority'],
  ['UNABLE_TO_GET_ISSUER_CERT', 'unknown-authority'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'unknown-authority'],
  ['CERT_UNTRUSTED', 'unknown-authority'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'wrong-host'],
  ['HOSTNAME_MISMATCH', 'wrong-host'],
  ['CERT_REVOKED', 'revoked'],
]);

/** @returns null for every other fault of TLS, a refused handshake for example */
export function certificateFault(errno: string): CertificateFault | null {
  return FAULTS.get(errno) ?? null;
}
