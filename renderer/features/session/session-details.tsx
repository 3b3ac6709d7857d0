import type { ReactNode } from 'react';
import type { SessionView } from '../../../shared/model/app-view.ts';
import { words } from '../../../shared/strings/window.ts';
import { agoWords, spanWords } from '../../ui/age.tsx';
import { Untrusted } from '../../ui/visible-text.tsx';

interface SessionDetailsProps {
  readonly session: SessionView;
  readonly nowMs: number;
}

export function SessionDetails({ session, nowMs }: SessionDetailsProps): ReactNode {
  const said = words.session.detail;
  const inTime = (atMs: number) => `in ${spanWords(atMs - nowMs)}`;
  const facts: readonly (readonly [string, string | undefined])[] = [
    [said.connection, session.connectionName],
    [said.id, session.sessionId],
    [said.folder, session.cwd],
    [said.host, session.host],
    [said.model, session.model],
    [said.context, session.usage === undefined ? undefined : said.tokens(session.usage.contextTokens)],
    [said.link, words.session.link(session.link, inTime)],
    [said.lastHeard, session.lastHeardAtMs === undefined ? undefined : agoWords(nowMs - session.lastHeardAtMs)],
    [said.malformed, String(session.malformedFrames)],
    [said.unknown, String(session.unknownFrames)],
  ];
  return (
    <details className="session-details">
      <summary>{words.session.details}</summary>
      <dl className="fact-table">
        {facts.map(([name, value]) =>
          value === undefined ? null : (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                <Untrusted text={value} />
              </dd>
            </div>
          ),
        )}
      </dl>
    </details>
  );
}
