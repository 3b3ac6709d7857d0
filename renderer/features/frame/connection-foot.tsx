import type { ReactNode } from 'react';
import { words } from '../../../shared/strings/window.ts';
import { useApp } from '../../store/app-store.ts';
import { useNow } from '../../store/now.ts';
import { go } from '../../store/place.ts';
import { connectionStateWords, connectionSigns } from '../../ui/connection-words.ts';
import { Untrusted } from '../../ui/visible-text.tsx';

/** The state of each connection, in words, at the foot of the side bar. */
export function ConnectionFoot(): ReactNode {
  const connections = useApp((view) => view.connections);
  const nowMs = useNow();
  if (connections.length === 0) return null;
  return (
    <ul className="foot" aria-label={words.frame.connectionStates}>
      {connections.map((connection) => (
        <li key={connection.connectionId}>
          <button type="button" className="foot-item" onClick={() => go({ tag: 'connections' })}>
            <span className={`foot-sign foot-${connection.state.tag}`} aria-hidden="true">
              {connectionSigns[connection.state.tag]}
            </span>
            <span>
              <Untrusted text={connection.name} /> · {connectionStateWords(connection.state, nowMs)}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
