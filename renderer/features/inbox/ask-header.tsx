import type { ReactNode } from 'react';
import type { AskView } from '../../../shared/model/app-view.ts';
import { words } from '../../../shared/strings/window.ts';
import { useApp } from '../../store/app-store.ts';
import { go } from '../../store/place.ts';
import { Age } from '../../ui/age.tsx';
import { PracticeChip } from '../../ui/practice-chip.tsx';
import { Untrusted } from '../../ui/visible-text.tsx';
import { askTitle } from './ask-titles.ts';

interface AskHeaderProps {
  readonly ask: AskView;
  readonly titleId: string;
  readonly inSession: boolean;
  /** The input below already says where it runs. */
  readonly saysFolder: boolean;
}

export function AskHeader({ ask, titleId, inSession, saysFolder }: AskHeaderProps): ReactNode {
  const session = useApp((view) => view.sessions.find((each) => each.key === ask.sessionKey));
  return (
    <header className="ask-head">
      <h2 id={titleId}>{askTitle(ask)}</h2>
      {ask.kind === 'tool' || ask.kind === 'elicitation' ? (
        <span className="chip mono">
          <span className="unseen">{words.inbox.facts.toolName} </span>
          <Untrusted text={ask.toolName} />
        </span>
      ) : null}
      {inSession ? null : (
        <button
          type="button"
          className="chip"
          aria-label={`${words.inbox.openSession}: ${ask.sessionTitle}`}
          onClick={() => go({ tag: 'session', key: ask.sessionKey })}
        >
          <Untrusted text={ask.sessionTitle} />
        </button>
      )}
      {session?.cwd === undefined || inSession || saysFolder ? null : (
        <span className="chip mono">
          <Untrusted text={session.cwd} />
        </span>
      )}
      {inSession || ask.practice ? null : (
        <span className="chip">
          <Untrusted text={ask.connectionName} />
        </span>
      )}
      {ask.practice ? <PracticeChip /> : null}
      <span className="ask-age">
        <Age sinceMs={ask.askedAtMs} />
      </span>
    </header>
  );
}
