import { borrowedSignIn, isKnownReceiver } from '../domain/borrowed-sign-in.ts';
import type { ConnectionSettings } from '../../shared/model/settings.ts';
import type { WindowSurface } from '../ports/surfaces.ts';

/**
 * Lets a connection take a sign-in of another program only to a service that the person knows of. The page cannot say that
 * it is known: whoever took it over could have the sign-in sent to any host. So the system's own dialog asks, one at a time,
 * and a yes holds until Gatehouse ends; the connection that was saved by then speaks for itself.
 *
 * @returns false where the sign-in must not be sent
 */
export function createConfirmReceiver(parts: {
  /** The connections that run, the managed ones among them. */
  readonly inForce: () => readonly ConnectionSettings[];
  readonly windows: Pick<WindowSurface, 'confirmReceiver'>;
}): (connection: ConnectionSettings) => Promise<boolean> {
  const confirmed = new Set<string>();
  let isAsking = false;

  return async (connection) => {
    const wanted = borrowedSignIn(connection);
    if (wanted === null || isKnownReceiver(wanted, parts.inForce())) return true;
    const key = `${wanted.of} ${wanted.origin}`;
    if (confirmed.has(key)) return true;
    // A heap of dialogs would be clicked away unread.
    if (isAsking) return false;
    isAsking = true;
    try {
      const isConfirmed = await parts.windows.confirmReceiver(wanted.of, wanted.host);
      if (isConfirmed) confirmed.add(key);
      return isConfirmed;
    } finally {
      isAsking = false;
    }
  };
}
