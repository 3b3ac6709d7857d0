import type { ReactNode } from 'react';
import type { SessionView } from '../../../shared/model/app-view.ts';
import type { Silence } from '../../../shared/model/session.ts';
import { words } from '../../../shared/strings/window.ts';
import { useApp } from '../../store/app-store.ts';
import { go } from '../../store/place.ts';
import { useNow } from '../../store/now.ts';
import { agoWords } from '../../ui/age.tsx';
import { Button } from '../../ui/button.tsx';
import { Untrusted } from '../../ui/visible-text.tsx';
import { ConnectClaude } from '../claude-code/index.ts';
import { ControlNote } from './control-note.tsx';
import type { SessionActions } from './use-session-actions.ts';

/** How a session of our own tells that its program went away unasked. */
const CRASHED = /^crashed: (.+)$/s;
/** Claude Code names some ends by code, `other` among them. */
const BARE_CODE = /^[a-z_]+$/;

interface SessionNotesProps {
  readonly session: SessionView;
  readonly actions: SessionActions;
  /** See `useTerminalWait`. */
  readonly waitsFor: string | undefined;
}

/** What explains a session that waits, is silent or has ended, each with what can be done about it. */
export function SessionNotes({ session, actions, waitsFor }: SessionNotesProps): ReactNode {
  const { activity, silence } = session;
  if (session.group === 'ended') return <EndNote reason={activity.tag === 'ended' ? activity.reason : undefined} />;
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
      {session.link.tag === 'away' ? <AwayNote lastHeardAtMs={session.lastHeardAtMs} /> : null}
      <ControlNote session={session} actions={actions} />
      {silence !== undefined && silence !== 'terminal-has-control' ? <SilenceNote silence={silence} /> : null}
      {silence === undefined && silentMode !== undefined ? <p className="card-note">{silentMode}</p> : null}
    </>
  );
}

interface ShowTerminalProps {
  readonly session: SessionView;
  readonly actions: SessionActions;
}

/** Its terminal. One that has ended, or was started here, has none: then its folder. */
export function ShowTerminal({ session, actions }: ShowTerminalProps): ReactNode {
  const hasTerminal = session.group !== 'ended' && !session.capabilities.end;
  return session.capabilities.reveal ? (
    <Button small onPress={() => void actions.reveal()}>
      {hasTerminal ? words.session.showTerminal : words.session.showFolder}
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

/** The agent's own computer is gone from the network: neither answers nor messages get there. */
function AwayNote({ lastHeardAtMs }: { readonly lastHeardAtMs: number | undefined }): ReactNode {
  const nowMs = useNow();
  const said = words.session;
  return (
    <p className="card-note">
      <strong>{lastHeardAtMs === undefined ? said.away : said.awaySeen(agoWords(nowMs - lastHeardAtMs))}</strong>{' '}
      {said.awayMeans}
    </p>
  );
}

/** A plain end needs few words, and none for a code that nobody knows; a crash says where its last lines are. */
function EndNote({ reason }: { readonly reason: string | undefined }): ReactNode {
  if (reason === undefined) return null;
  const how = CRASHED.exec(reason)?.[1];
  if (how !== undefined) {
    return (
      <div className="card-note card-note-bad">
        <p>
          <strong>
            <Untrusted text={words.session.crashed(how)} />
          </strong>{' '}
          {words.session.crashLines}
        </p>
      </div>
    );
  }
  const said = words.session.endReason(reason) ?? (BARE_CODE.test(reason) ? undefined : reason);
  return said === undefined ? null : (
    <p className="soft">
      <Untrusted text={said} />
    </p>
  );
}
