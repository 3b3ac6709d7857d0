import type { ReactNode } from 'react';
import type { ConnectionView } from '../../../shared/model/app-view.ts';
import type { ClaudeCodeView } from '../../../shared/model/claude-code.ts';
import { words } from '../../../shared/strings/window.ts';
import { Untrusted } from '../../ui/visible-text.tsx';

interface ClaudeNotesProps {
  readonly claude: ClaudeCodeView;
  readonly connection: ConnectionView | undefined;
}

/** What a person should know before or after connecting: the program, the hooks, and what keeps them from working. */
export function ClaudeNotes({ claude, connection }: ClaudeNotesProps): ReactNode {
  const said = words.claudeCode;
  const { program, hooks, obstacles } = claude;
  const stateDetail =
    connection === undefined ? undefined : words.connections.stateDetail(connection.state, connection.kind);
  return (
    <>
      {stateDetail === undefined ? null : <p className="note-wait">{stateDetail}</p>}
      {program.tag === 'not-found' ? (
        <div className="card-note">
          <p>
            <strong>{said.notFound}</strong>
          </p>
          <p>{said.notFoundAdvice}</p>
        </div>
      ) : null}
      {program.tag === 'unreadable' ? (
        <div className="card-note">
          <p>
            <strong>{said.noVersion}</strong>
          </p>
          <Place path={program.path} detail={program.detail} />
        </div>
      ) : null}
      <HooksNote claude={claude} isConnection={connection !== undefined} />
      {obstacles.length === 0 || hooks.tag === 'unreadable' ? null : (
        <ul className="stack" aria-label={said.obstacles}>
          {obstacles.map((obstacle) => (
            <li key={`${obstacle.code} ${obstacle.path}`} className="card-note">
              <p>{said.obstacle(obstacle.code, claude.gatewayPort)}</p>
              <Place path={obstacle.path} detail={obstacle.detail} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function HooksNote({ claude, isConnection }: { readonly claude: ClaudeCodeView; readonly isConnection: boolean }) {
  const said = words.claudeCode;
  const { hooks, settingsPath } = claude;
  switch (hooks.tag) {
    case 'not-connected':
      return (
        <>
          {isConnection ? <p className="note-wait">{said.seenOnly}</p> : null}
          <p className="soft">{said.invitation}</p>
        </>
      );
    case 'connected':
      return isConnection ? (
        <p className="soft">
          <Untrusted text={`${said.connectedIn(settingsPath)} ${said.how[hooks.style]}`} />
        </p>
      ) : (
        <p className="note-wait">{said.leftOver}</p>
      );
    case 'outdated':
      return <p className="soft">{said.outdated}</p>;
    case 'damaged':
      return (
        <div className="card-note">
          <p>
            {said.damaged} <code>{hooks.events.join(', ')}</code>
          </p>
          <Place path={settingsPath} />
        </div>
      );
    case 'unreadable':
      return (
        <div className="card-note">
          <p>
            <strong>{said.unreadable}</strong>
          </p>
          <Place path={settingsPath} detail={hooks.detail} />
        </div>
      );
  }
}

/** A file, and what is wrong in it where that is known. */
export function Place({ path, detail }: { readonly path: string; readonly detail?: string | undefined }): ReactNode {
  return (
    <p className="mono small">
      <Untrusted text={path} />
      {detail === undefined ? null : (
        <>
          {': '}
          <Untrusted text={detail} />
        </>
      )}
    </p>
  );
}
