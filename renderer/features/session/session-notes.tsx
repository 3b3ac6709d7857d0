import { useId, type ReactNode } from 'react';
import type { SessionView } from '../../../shared/model/app-view.ts';
import type { Silence } from '../../../shared/model/session.ts';
import { words } from '../../../shared/strings/window.ts';
import { useApp } from '../../store/app-store.ts';
import { go } from '../../store/place.ts';
import { Button } from '../../ui/button.tsx';
import { Untrusted } from '../../ui/visible-text.tsx';
import { ConnectClaude } from '../claude-code/index.ts';
import type { SessionActions } from './use-session-actions.ts';

interface SessionNotesProps {
  readonly session: SessionView;
  readonly actions: SessionActions;
}

/** What explains a session that waits, is silent or has ended, each with what can be done about it. */
export function SessionNotes({ session, actions }: SessionNotesProps): ReactNode {
  const { activity, silence } = session;
  if (session.group === 'ended') return <EndNote reason={activity.tag === 'ended' ? activity.reason : undefined} />;
  const waitsFor = terminalWait(session);
  const mode = session.permissionMode;
  const silentMode = mode === undefined ? undefined : words.session.silentModes[mode];
  return (
    <>
      {waitsFor === undefined ? null : (
        <div className="card-note note-row">
          <p>
            <strong>{words.session.waitsInTerminal}</strong> {words.session.terminalWait(waitsFor)}
          </p>
          <ShowTerminal session={session} actions={actions} />
        </div>
      )}
      {silence !== undefined ? <SilenceNote silence={silence} /> : null}
      {silence === undefined && silentMode !== undefined ? <p className="card-note">{silentMode}</p> : null}
    </>
  );
}

/** What it waits for in its terminal, where nothing of it can be answered here. */
export function terminalWait({ activity, waitingCount }: SessionView): string | undefined {
  return activity.tag === 'needs-you' && waitingCount === 0 ? activity.detail : undefined;
}

export function ShowTerminal({ session, actions }: SessionNotesProps): ReactNode {
  return session.capabilities.reveal ? (
    <Button small onPress={() => void actions.reveal()}>
      {words.session.showTerminal}
    </Button>
  ) : null;
}

function SilenceNote({ silence }: { readonly silence: Silence }): ReactNode {
  const isOnceMissing = useApp((view) => view.claudeCode?.hooks.tag === 'not-connected');
  const pointsToConnections = silence !== 'bypass-mode' && silence !== 'dont-ask-mode';
  return (
    <div className="card-note note-row">
      <p>{words.session.silence(silence)}</p>
      {silence === 'not-connected' && isOnceMissing ? (
        <ConnectClaude look="plain" small />
      ) : pointsToConnections ? (
        <Button small onPress={() => go({ tag: 'connections' })}>
          {words.session.toConnections}
        </Button>
      ) : null}
    </div>
  );
}

/** A plain end needs few words; a crash brings the last lines of the program along, below a first line. */
function EndNote({ reason }: { readonly reason: string | undefined }): ReactNode {
  const labelId = useId();
  if (reason === undefined) return null;
  const known = words.session.endReason(reason);
  if (known !== undefined) return <p className="soft">{known}</p>;
  const [first = '', ...lines] = reason.trim().split('\n');
  if (lines.length === 0) {
    return (
      <p className="soft">
        <Untrusted text={first} />
      </p>
    );
  }
  return (
    <div className="card-note card-note-bad stack">
      <p>
        <strong>{words.session.crashed}</strong> <Untrusted text={first} />
      </p>
      <div className="part">
        <p className="part-label" id={labelId}>
          {words.session.crashLines}
        </p>
        <pre className="code tool-text" role="region" aria-labelledby={labelId} tabIndex={0}>
          <Untrusted text={lines.join('\n')} />
        </pre>
      </div>
    </div>
  );
}
