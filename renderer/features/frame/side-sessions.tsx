import { useId, type ReactNode } from 'react';
import type { SessionView } from '../../../shared/model/app-view.ts';
import { words } from '../../../shared/strings/window.ts';
import { useApp } from '../../store/app-store.ts';
import { go, usePlace } from '../../store/place.ts';
import { SessionRow } from '../../ui/session-row.tsx';

const groups = ['needs-you', 'working', 'idle', 'not-heard', 'ended'] as const;

/** The side bar is for a glance; all sessions are a place of their own. */
const MOST_PER_GROUP = 12;

export function SideSessions(): ReactNode {
  const sessions = useApp((view) => view.sessions);
  return (
    <nav className="side-sessions" aria-label={words.frame.watched}>
      {groups.map((group) => (
        <Group key={group} group={group} sessions={sessions.filter((session) => session.group === group)} />
      ))}
    </nav>
  );
}

interface GroupProps {
  readonly group: SessionView['group'];
  readonly sessions: readonly SessionView[];
}

function Group({ group, sessions }: GroupProps): ReactNode {
  const place = usePlace();
  const titleId = useId();
  if (sessions.length === 0) return null;
  const rest = sessions.length - MOST_PER_GROUP;
  return (
    <div>
      <h2 className="group-title" id={titleId}>
        {words.frame.group(group)}
      </h2>
      <ul aria-labelledby={titleId}>
        {sessions.slice(0, MOST_PER_GROUP).map((session) => (
          <li key={session.key}>
            <SessionRow session={session} current={place.tag === 'session' && place.key === session.key} />
          </li>
        ))}
        {rest <= 0 ? null : (
          <li>
            <button type="button" className="link small side-more" onClick={() => go({ tag: 'sessions' })}>
              {words.frame.moreSessions(rest)}
            </button>
          </li>
        )}
      </ul>
    </div>
  );
}
