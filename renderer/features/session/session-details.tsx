import type { ReactNode } from 'react';
import type { SessionView } from '../../../shared/model/app-view.ts';
import { words } from '../../../shared/strings/window.ts';
import { agoWords, inTimeWords } from '../../ui/age.tsx';
import { FactTable } from '../../ui/fact-table.tsx';

interface SessionDetailsProps {
  readonly session: SessionView;
  readonly nowMs: number;
}

export function SessionDetails({ session, nowMs }: SessionDetailsProps): ReactNode {
  const said = words.session.detail;
  const inTime = (atMs: number) => inTimeWords(atMs - nowMs);
  const facts: readonly (readonly [string, string | undefined])[] = [
    [said.connection, session.connectionName],
    [said.id, session.sessionId],
    [said.folder, session.cwd],
    [said.host, session.host],
    [said.agent, session.agent],
    [said.control, session.control === undefined ? undefined : said.controls[session.control]],
    [said.model, session.model],
    [said.context, session.usage === undefined ? undefined : said.tokens(session.usage.contextTokens)],
    [said.link, words.session.link(session.link, inTime)],
    [said.lastHeard, session.lastHeardAtMs === undefined ? undefined : agoWords(nowMs - session.lastHeardAtMs)],
    [said.malformed, String(session.malformedFrames)],
    [said.unknown, String(session.unknownFrames)],
  ];
  return <FactTable summary={words.session.details} facts={facts} />;
}
