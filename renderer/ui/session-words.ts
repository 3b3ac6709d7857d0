import type { SessionView } from '../../shared/model/app-view.ts';
import { words } from '../../shared/strings/window.ts';
import { agoWords } from './age.tsx';

/** One line about a session: what it does, and how we know. Only a live one is said to work. */
export function standingWords(session: SessionView, nowMs: number): string {
  const known = words.session.provenance(session.provenance, (atMs) => agoWords(nowMs - atMs));
  const isKnown = session.provenance.tag === 'live' && session.activity.tag !== 'unknown';
  return isKnown ? `${words.session.activity(session.activity, session.waitingCount)} · ${known}` : known;
}
