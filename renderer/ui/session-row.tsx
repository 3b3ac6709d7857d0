import { memo, type ReactNode } from 'react';
import type { SessionView } from '../../shared/model/app-view.ts';
import { words } from '../../shared/strings/window.ts';
import { useNow } from '../store/now.ts';
import { go } from '../store/place.ts';
import { PracticeChip } from './practice-chip.tsx';
import { standingWords } from './session-words.ts';
import { StateDot } from './state-dot.tsx';
import { SharedMark } from './shared-mark.tsx';
import { Untrusted } from './visible-text.tsx';
import { WhereFrom } from './where-from.tsx';

interface SessionRowProps {
  readonly session: SessionView;
  readonly current?: boolean;
  /** In a wide list there is room to tell sessions of one name apart. */
  readonly withFolder?: boolean;
}

/** One session in a list: shape, title, how we know, and what waits. */
export const SessionRow = memo(function SessionRow({
  session,
  current = false,
  withFolder = false,
}: SessionRowProps): ReactNode {
  const nowMs = useNow();
  return (
    <button
      type="button"
      className="session-row"
      aria-current={current ? 'true' : undefined}
      onClick={() => go({ tag: 'session', key: session.key })}
    >
      <StateDot shape={session.group} />
      <span className="session-name">
        <span className="session-title">
          <Untrusted text={session.title} />
        </span>
        <span className="session-standing">
          {standingWords(session, nowMs)} · <Untrusted text={session.connectionName} />
          {withFolder ? <WhereFrom session={session} /> : null}
          {withFolder && session.cwd !== undefined ? (
            <>
              {' · '}
              <Untrusted text={session.cwd} />
            </>
          ) : null}
        </span>
      </span>
      <span className="session-side">
        {session.sharing === undefined ? null : <SharedMark state={session.sharing.state} />}
        {session.practice ? <PracticeChip /> : null}
        {session.unread && session.waitingCount === 0 ? <span className="chip">{words.session.unread}</span> : null}
        {session.waitingCount === 0 ? null : (
          <span title={words.session.waiting(session.waitingCount)}>
            {session.waitingCount}
            <span className="unseen"> {words.session.waiting(session.waitingCount).replace(/^\d+ /, '')}</span>
          </span>
        )}
      </span>
    </button>
  );
});
