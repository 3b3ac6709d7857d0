import { useRef, type ReactNode } from 'react';
import type { SessionView } from '../../../shared/model/app-view.ts';
import { useNow } from '../../store/now.ts';
import { PracticeChip } from '../../ui/practice-chip.tsx';
import { standingWords } from '../../ui/session-words.ts';
import { WhereFrom } from '../../ui/where-from.tsx';
import { StateDot } from '../../ui/state-dot.tsx';
import { Untrusted } from '../../ui/visible-text.tsx';
import { SharePart } from '../sharing/index.ts';
import { SessionButtons } from './session-buttons.tsx';
import { SessionDetails } from './session-details.tsx';
import { SessionNotes } from './session-notes.tsx';
import type { SessionActions } from './use-session-actions.ts';
import { useTerminalWait } from './use-terminal-wait.ts';

interface SessionHeadProps {
  readonly session: SessionView;
  readonly actions: SessionActions;
}

export function SessionHead({ session, actions }: SessionHeadProps): ReactNode {
  const nowMs = useNow();
  const waitsFor = useTerminalWait(session);
  const heading = useRef<HTMLHeadingElement>(null);
  return (
    <header className="session-head">
      <div className="row">
        <StateDot shape={session.group} />
        <h1 ref={heading} tabIndex={-1}>
          <Untrusted text={session.title} />
        </h1>
        {session.practice ? <PracticeChip /> : null}
      </div>
      <p className="soft">
        {standingWords(session, nowMs)} · <Untrusted text={session.connectionName} />
        <WhereFrom session={session} />
        {session.cwd === undefined ? null : (
          <>
            {' · '}
            <code>
              <Untrusted text={session.cwd} />
            </code>
          </>
        )}
      </p>
      <SessionNotes session={session} actions={actions} waitsFor={waitsFor} />
      <SessionButtons
        session={session}
        actions={actions}
        noteShowsTerminal={waitsFor !== undefined}
        onGone={() => heading.current?.focus()}
      />
      <SharePart session={session} />
      <SessionDetails session={session} nowMs={nowMs} />
    </header>
  );
}
