import { useId, useMemo, useState, type ReactNode } from 'react';
import type { SessionView } from '../../../shared/model/app-view.ts';
import { words } from '../../../shared/strings/window.ts';
import { useApp } from '../../store/app-store.ts';
import { go } from '../../store/place.ts';
import { Button } from '../../ui/button.tsx';
import { SessionRow } from '../../ui/session-row.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { NewSession } from '../new-session/index.ts';

const groups = ['needs-you', 'working', 'idle', 'not-heard', 'ended'] as const;

/** All sessions, grouped as in the side bar, each with how we know its state. */
export function Sessions({ start }: { readonly start: boolean }): ReactNode {
  const sessions = useApp((view) => view.sessions);
  const canStart = useApp((view) => view.connections.some((each) => each.capabilities.start));
  const [wanted, setWanted] = useState('');
  const matching = useMemo(() => sessions.filter((session) => matches(session, wanted)), [sessions, wanted]);
  return (
    <section className="page" aria-label={words.session.listRegion}>
      <header className="page-head">
        <div className="row">
          <h1>{words.session.listHeading(sessions.length)}</h1>
          {canStart ? (
            <Button look="accent" hint="n" onPress={() => go({ tag: 'sessions', start: true })}>
              {words.newSession.open}
            </Button>
          ) : null}
        </div>
        <p className="soft">{sessions.length === 0 ? words.session.noSessions : words.session.listNote}</p>
      </header>
      {sessions.length < 8 ? null : (
        <TextField label={words.session.filter} type="search" value={wanted} onChange={setWanted} />
      )}
      {matching.length === 0 && sessions.length > 0 ? <p className="soft">{words.session.noMatch}</p> : null}
      {groups.map((group) => (
        <Group key={group} group={group} sessions={matching.filter((session) => session.group === group)} />
      ))}
      {start ? <NewSession /> : null}
    </section>
  );
}

interface GroupProps {
  readonly group: SessionView['group'];
  readonly sessions: readonly SessionView[];
}

function Group({ group, sessions }: GroupProps): ReactNode {
  const titleId = useId();
  if (sessions.length === 0) return null;
  return (
    <div>
      <h2 className="group-title" id={titleId}>
        {words.frame.group(group)}
      </h2>
      <ul className="list" aria-labelledby={titleId}>
        {sessions.map((session) => (
          <li key={session.key}>
            <SessionRow session={session} withFolder />
          </li>
        ))}
      </ul>
    </div>
  );
}

function matches(session: SessionView, wanted: string): boolean {
  const text = wanted.trim().toLowerCase();
  if (text === '') return true;
  return [session.title, session.connectionName, session.cwd, session.host].some((each) =>
    each?.toLowerCase().includes(text),
  );
}
