import type { ReactNode } from 'react';
import { words } from '../../../shared/strings/window.ts';
import { useApp } from '../../store/app-store.ts';
import { useNow } from '../../store/now.ts';
import { go } from '../../store/place.ts';
import { claudeStanding } from '../../ui/claude-standing.ts';
import { connectionStateWords, connectionSigns } from '../../ui/connection-words.ts';
import { Untrusted } from '../../ui/visible-text.tsx';

/** The state of each connection, in words, at the foot of the side bar. */
export function ConnectionFoot(): ReactNode {
  const connections = useApp((view) => view.connections);
  const claude = useApp((view) => view.claudeCode);
  const here = connections.find((each) => each.kind === 'local');
  const nowMs = useNow();
  if (connections.length === 0) return null;
  return (
    <ul className="foot" aria-label={words.frame.connectionStates}>
      {connections.map((connection) => {
        const { like, text } =
          connection === here
            ? claudeStanding(connection, claude, nowMs)
            : { like: connection.state.tag, text: connectionStateWords(connection.state, nowMs) };
        return (
          <li key={connection.connectionId}>
            <button type="button" className="foot-item" onClick={() => go({ tag: 'connections' })}>
              <span className={`foot-sign foot-${like}`} aria-hidden="true">
                {connectionSigns[like]}
              </span>
              <span>
                <Untrusted text={connection.name} /> · {text}
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
