import { useId, useRef, useState, type ReactNode } from 'react';
import { words } from '../../../shared/strings/window.ts';
import { call } from '../../bridge/bridge.ts';
import { useApp } from '../../store/app-store.ts';
import { useNow } from '../../store/now.ts';
import { claudeStanding } from '../../ui/claude-standing.ts';
import { connectionSigns } from '../../ui/connection-words.ts';
import { ChangeDialog } from './change-dialog.tsx';
import { ClaudeButtons } from './claude-buttons.tsx';
import { ClaudeFacts } from './claude-facts.tsx';
import { ClaudeNotes } from './claude-notes.tsx';
import { TrialResult } from './trial-result.tsx';
import { forgetTrial } from './trial.ts';
import type { WantedChange } from './use-change.ts';

/** Claude Code on this computer: whether it is there, whether it is connected, and what to do next. */
export function ClaudeCard({ onEdit }: { readonly onEdit: (() => void) | undefined }): ReactNode {
  const claude = useApp((view) => view.claudeCode);
  const connection = useApp((view) => view.connections.find((each) => each.kind === 'local'));
  const [wanted, setWanted] = useState<WantedChange | null>(null);
  const [said, setSaid] = useState('');
  const nowMs = useNow();
  const heading = useRef<HTMLHeadingElement>(null);
  const titleId = useId();
  const texts = words.claudeCode;
  const standing = claudeStanding(connection, claude, nowMs);

  const onDone = (done: WantedChange) => {
    setWanted(null);
    setSaid(texts.change[done].done);
    forgetTrial();
    // The button that opened the dialog may be gone by now: the focus stays with the card.
    requestAnimationFrame(() => heading.current?.focus());
  };
  const look = async () => {
    const looked = await call('claude:look', undefined);
    setSaid(looked.ok ? texts.looked : words.common.callError(looked.error.code));
  };

  return (
    <article className="card" aria-labelledby={titleId}>
      <header className="ask-head">
        <h2 id={titleId} ref={heading} tabIndex={-1}>
          {texts.title}
        </h2>
        {claude?.program.tag === 'found' ? <span className="chip">{texts.version(claude.program.version)}</span> : null}
        {connection?.managed === true ? <span className="chip">{words.connections.managed}</span> : null}
      </header>
      {claude === null ? (
        <p className="soft">{texts.looking}</p>
      ) : (
        <>
          <p>
            <span className={`foot-${standing.like}`} aria-hidden="true">
              {connectionSigns[standing.like]}{' '}
            </span>
            <strong>{standing.text}</strong>
            {connection === undefined ? null : (
              <span className="soft"> · {words.connections.sessions(connection.sessionCount)}</span>
            )}
          </p>
          <ClaudeNotes claude={claude} connection={connection} />
          <ClaudeButtons
            claude={claude}
            connection={connection}
            onChange={(change) => {
              setSaid('');
              setWanted(change);
            }}
            onEdit={connection === undefined || connection.managed ? undefined : onEdit}
            onLook={() => void look()}
          />
          <TrialResult />
          <ClaudeFacts claude={claude} connection={connection} />
        </>
      )}
      <p className={said === '' ? 'unseen' : 'soft'} role="status">
        {said}
      </p>
      {wanted === null ? null : (
        <ChangeDialog wanted={wanted} onDone={() => onDone(wanted)} onClose={() => setWanted(null)} />
      )}
    </article>
  );
}
