import { useEffect, useMemo, useState, type ReactNode } from 'react';
import type { SessionKey } from '../../../shared/ids.ts';
import type { SessionView } from '../../../shared/model/app-view.ts';
import { words } from '../../../shared/strings/window.ts';
import { useApp } from '../../store/app-store.ts';
import { go } from '../../store/place.ts';
import { Button } from '../../ui/button.tsx';
import { Failure } from '../../ui/failure.tsx';
import { AskCard } from '../inbox/index.ts';
import { Composer } from './composer.tsx';
import { SessionHead } from './session-head.tsx';
import { TranscriptList } from './transcript-list.tsx';
import { useSessionActions } from './use-session-actions.ts';

const TOLD_WITHIN_MS = 3_000;

/** One session: what it does, what it asks, what was said, and a box to say something. */
export function Session({ sessionKey }: { readonly sessionKey: SessionKey }): ReactNode {
  const session = useApp((view) => view.sessions.find((each) => each.key === sessionKey));
  const [wasKnown, setWasKnown] = useState(false);
  if (session !== undefined && !wasKnown) setWasKnown(true);
  return (
    <section className="page session-page" aria-label={words.session.region}>
      {session === undefined ? <UnknownSession wasKnown={wasKnown} /> : <KnownSession session={session} />}
    </section>
  );
}

/** A session that was started just now may take a moment to be told; one that is still unknown then is gone. */
function UnknownSession({ wasKnown }: { readonly wasKnown: boolean }): ReactNode {
  const [isLate, setLate] = useState(wasKnown);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), TOLD_WITHIN_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="empty" role="status">
      <p className="empty-lead">{isLate ? words.session.gone : words.session.openingSession}</p>
      {isLate ? <Button onPress={() => go({ tag: 'sessions' })}>{words.session.backToSessions}</Button> : null}
    </div>
  );
}

function KnownSession({ session }: { readonly session: SessionView }): ReactNode {
  const actions = useSessionActions(session.key);
  return (
    <>
      <SessionHead session={session} actions={actions} />
      <Failure text={actions.problem} />
      <OpenAsks sessionKey={session.key} />
      <TranscriptList sessionKey={session.key} />
      <Composer session={session} actions={actions} />
    </>
  );
}

function OpenAsks({ sessionKey }: { readonly sessionKey: SessionKey }): ReactNode {
  const inbox = useApp((view) => view.inbox);
  const asks = useMemo(() => inbox.filter((ask) => ask.sessionKey === sessionKey), [inbox, sessionKey]);
  if (asks.length === 0) return null;
  return (
    <section className="stack" aria-label={words.session.asksTitle}>
      {asks.map((ask) => (
        <AskCard key={ask.key} ask={ask} selected={false} inSession />
      ))}
    </section>
  );
}
