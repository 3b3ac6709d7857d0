import type { NetErrorCode } from './close-cause.ts';

export interface NetError {
  readonly code: NetErrorCode;
  /** errno or TLS code, for the log. */
  readonly errno: string;
}

const CODES: ReadonlyMap<string, NetErrorCode> = new Map([
  ['ECONNREFUSED', 'refused'],
  ['ETIMEDOUT', 'timeout'],
  ['ESOCKETTIMEDOUT', 'timeout'],
  ['ABORT_ERR', 'aborted'],
  ['WS_ERR_UNSUPPORTED_MESSAGE_LENGTH', 'too-large'],
  ['WS_ERR_UNSUPPORTED_DATA_PAYLOAD_LENGTH', 'too-large'],
  ['WS_ERR_TOO_MANY_BUFFERED_PARTS', 'too-large'],
  ['HPE_HEADER_OVERFLOW', 'too-large'],
  ['EPROTO', 'tls'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'tls'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls'],
  ['UNABLE_TO_GET_ISSUER_CERT', 'tls'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'tls'],
  ['INVALID_CA', 'tls'],
  ['INVALID_PURPOSE', 'tls'],
  ['HOSTNAME_MISMATCH', 'tls'],
]);

/** Sorts what sockets, TLS, the HTTP parser and `ws` throw, by code and never by text. */
export function netErrorOf(error: unknown): NetError {
  const errno = errnoOf(error);
  return { code: CODES.get(errno) ?? byFamily(errno), errno };
}

function byFamily(errno: string): NetErrorCode {
  if (errno.startsWith('CERT_') || errno.startsWith('ERR_TLS_') || errno.startsWith('ERR_SSL_')) return 'tls';
  // The last three: what we were about to send is not HTTP, such as a header with a line break.
  const families = ['WS_ERR_', 'HPE_', 'ERR_INVALID_', 'ERR_HTTP_', 'ERR_UNESCAPED_'];
  if (errno === 'none' || families.some((family) => errno.startsWith(family))) return 'protocol';
  return 'unreachable';
}

/** An address list that failed as a whole (happy eyeballs) speaks with its first member. */
function errnoOf(error: unknown): string {
  if (!(error instanceof Error)) return 'none';
  if ('code' in error && typeof error.code === 'string' && error.code !== '') return error.code;
  return error instanceof AggregateError ? errnoOf(error.errors[0]) : 'none';
}
