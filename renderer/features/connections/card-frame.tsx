import { useId, type ReactNode, type Ref } from 'react';
import type { ConnectionView } from '../../../shared/model/app-view.ts';
import { words } from '../../../shared/strings/window.ts';
import { useNow } from '../../store/now.ts';
import { connectionSigns, connectionStateWords } from '../../ui/connection-words.ts';
import { PracticeChip } from '../../ui/practice-chip.tsx';
import { Untrusted } from '../../ui/visible-text.tsx';

interface CardFrameProps {
  readonly connection: ConnectionView;
  readonly address: string | undefined;
  readonly children: ReactNode;
  readonly heading?: Ref<HTMLHeadingElement>;
}

/** What every card of a connection says: whose it is, how it stands and why, and where it goes. */
export function CardFrame({ connection, address, children, heading }: CardFrameProps): ReactNode {
  const nowMs = useNow();
  const titleId = useId();
  const { state } = connection;
  const detail = words.connections.stateDetail(state, connection.kind);
  return (
    <article className="card" aria-labelledby={titleId}>
      <header className="ask-head">
        <h2 id={titleId} ref={heading} tabIndex={-1}>
          <Untrusted text={connection.name} />
        </h2>
        <span className="chip">{words.connections.kind[connection.kind]}</span>
        {connection.practice ? <PracticeChip /> : null}
        {connection.viewerOnly ? <span className="chip">{words.connections.viewerOnly}</span> : null}
        {connection.managed ? <span className="chip">{words.connections.managed}</span> : null}
      </header>
      <p>
        <span className={`foot-${state.tag}`} aria-hidden="true">
          {connectionSigns[state.tag]}{' '}
        </span>
        <strong>{connectionStateWords(state, nowMs)}</strong>
        <span className="soft"> · {words.connections.sessions(connection.sessionCount)}</span>
      </p>
      {detail === undefined ? null : <p className="note-wait">{detail}</p>}
      {address === undefined ? null : (
        <p className="mono small soft">
          <Untrusted text={address} />
        </p>
      )}
      {children}
    </article>
  );
}
