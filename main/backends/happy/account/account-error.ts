import { assertNever } from '../../../../shared/result.ts';
import type { AccountError } from '../../../ports/happy-accounts.ts';
import type { ServerFault } from './server-call.ts';

/** What a person is told of a server that could not be used. */
export function accountError(fault: ServerFault): AccountError {
  switch (fault.tag) {
    case 'no-answer':
      if (fault.cause.code === 'tls') return { code: 'tls' };
      return { code: fault.cause.code === 'protocol' ? 'not-a-happy-server' : 'unreachable' };
    case 'status':
      if (fault.status === 401 || fault.status === 403) return { code: 'refused' };
      return { code: isPassing(fault) ? 'unreachable' : 'not-a-happy-server' };
    case 'not-happy':
      return { code: 'not-a-happy-server' };
    default:
      return assertNever(fault);
  }
}

/** True where the same call may well succeed a little later. */
export function isPassing(fault: ServerFault): boolean {
  if (fault.tag === 'no-answer') return fault.cause.code !== 'tls' && fault.cause.code !== 'protocol';
  return fault.tag === 'status' && (fault.status === 408 || fault.status === 429 || fault.status >= 500);
}
