import { isLoopbackHost } from '../../shared/loopback-host.ts';
import { HAPPY_SERVER_URL, type ConnectionSettings } from '../../shared/model/settings.ts';

/** A sign-in of another program of this computer that a connection would use, and the service that it would go to. */
export interface BorrowedSignIn {
  readonly of: 'claude-code' | 'happy';
  /** Scheme, host in its ASCII form, and port. */
  readonly origin: string;
  readonly host: string;
}

/** The services that these sign-ins were made for. */
const OWN_ORIGINS = { 'claude-code': 'https://api.anthropic.com', happy: HAPPY_SERVER_URL } as const;

/** @returns null where the connection uses a sign-in that was given to it */
export function borrowedSignIn(connection: ConnectionSettings): BorrowedSignIn | null {
  if (connection.kind === 'local') return null;
  if (connection.kind === 'ccr') {
    return 'claudeCredentialsFile' in connection.credentials ? goingTo('claude-code', connection.baseUrl) : null;
  }
  return 'happyHome' in connection.credentials ? goingTo('happy', connection.serverUrl) : null;
}

function goingTo(of: BorrowedSignIn['of'], address: string): BorrowedSignIn {
  const { origin, host } = new URL(address);
  return { of, origin, host };
}

/**
 * True where a service may have the sign-in without a question: it was made for that service, it stays on this computer, or
 * a connection that is in force gives it the same already.
 */
export function isKnownReceiver(wanted: BorrowedSignIn, inForce: readonly ConnectionSettings[]): boolean {
  const { of, origin } = wanted;
  if (isLoopbackHost(new URL(origin).hostname)) return true;
  if (origin === OWN_ORIGINS[of]) return true;
  return inForce.some((connection) => {
    const before = borrowedSignIn(connection);
    return before?.of === of && before.origin === origin;
  });
}
