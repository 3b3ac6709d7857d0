import type { SessionView } from '../../shared/model/app-view.ts';
import type { Activity, Provenance } from '../../shared/model/session.ts';
import type { ConnectionEntry, SessionEntry } from './session-registry.ts';

/** How we know what we show of a session. Only a live link makes it `live`. */
export function provenanceOf(session: SessionEntry, connection: ConnectionEntry): Provenance {
  const heard = session.facts.lastHeardAtMs;
  if (session.facts.activity?.tag === 'ended') return { tag: 'ended' };
  if (connection.state.tag === 'sign-in-needed') return { tag: 'sign-in-needed' };
  if (session.link.tag === 'live') return { tag: 'live' };
  const isCut = session.link.tag === 'waiting' || session.link.tag === 'failed' || session.link.tag === 'away';
  const reachable = connection.state.tag === 'live' && !isCut;
  if (reachable && heard !== undefined) return { tag: 'last-heard', atMs: heard };
  return heard === undefined ? { tag: 'offline' } : { tag: 'offline', lastHeardAtMs: heard };
}

/** Where a session stands in lists. What is not live is never drawn as working. */
export function groupOf(activity: Activity, provenance: Provenance, waitingCount: number): SessionView['group'] {
  if (waitingCount > 0) return 'needs-you';
  if (provenance.tag === 'ended') return 'ended';
  // The list's own word for "idle" is good enough to call a session idle, not to call it working.
  if (provenance.tag === 'last-heard' && activity.tag === 'idle') return 'idle';
  if (provenance.tag !== 'live') return 'not-heard';
  if (activity.tag === 'needs-you') return 'needs-you';
  return activity.tag === 'working' ? 'working' : 'idle';
}
