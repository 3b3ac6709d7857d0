import type { ReactNode } from 'react';
import type { AskDetail, AskView } from '../../../shared/model/app-view.ts';
import { words } from '../../../shared/strings/window.ts';
import { Untrusted, Visible } from '../../ui/visible-text.tsx';
import { Claim } from './claim.tsx';

interface AskFactsProps {
  readonly ask: AskView;
  readonly detail: AskDetail;
}

/** What stands around the input: the agent's claim (marked as such), warnings in words, and why it asks. */
export function AskFacts({ ask, detail }: AskFactsProps): ReactNode {
  const facts = words.inbox.facts;
  return (
    <>
      {detail.warnings.length === 0 ? null : (
        <ul className="warnings">
          {detail.warnings.map((warning) => (
            <li key={warning}>
              <span aria-hidden="true">▲</span> {words.inbox.warning(warning)}
            </li>
          ))}
        </ul>
      )}
      {detail.claim === undefined || isInParts(detail) ? null : (
        <p className="claim">
          <Claim text={detail.claim} />
        </p>
      )}
      <dl className="facts">
        {detail.decisionReason === undefined ? null : (
          <Fact name={facts.reason} value={<Visible text={detail.decisionReason} />} />
        )}
        {detail.onlyDeny === undefined ? null : (
          <Fact name={facts.onlyDeny} value={words.inbox.onlyDeny[detail.onlyDeny]} />
        )}
        {detail.blockedPath === undefined ? null : (
          <Fact name={facts.blockedPath} value={<Visible text={detail.blockedPath} />} code />
        )}
        {detail.matchedAskRule === undefined ? null : (
          <Fact name={facts.matchedRule} value={<Untrusted text={detail.matchedAskRule} />} code />
        )}
        {detail.mcpServer === undefined ? null : (
          <Fact
            name={facts.mcpServer}
            value={
              <>
                <Untrusted text={detail.mcpServer.name} />,{' '}
                {detail.mcpServer.source === undefined ? (
                  words.inbox.mcpSourceUnknown
                ) : (
                  <Untrusted text={words.inbox.mcpSource(detail.mcpServer.source)} />
                )}
              </>
            }
          />
        )}
        {detail.agentId === undefined ? null : (
          <Fact name={facts.subagent} value={<Untrusted text={detail.agentId} />} code />
        )}
        {detail.terminalIsSilent ? <Fact name={facts.terminal} value={words.inbox.terminalIsSilent} /> : null}
        {ask.displayName === undefined || ask.displayName === ask.toolName ? null : (
          <Fact name={facts.displayName} value={<Untrusted text={ask.displayName} />} />
        )}
      </dl>
    </>
  );
}

interface FactProps {
  readonly name: string;
  readonly value: ReactNode;
  readonly code?: boolean;
}

function Fact({ name, value, code = false }: FactProps): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{code ? <code>{value}</code> : value}</dd>
    </div>
  );
}

/** The claim often repeats a member of the input word for word; once is enough. */
function isInParts({ claim, parts }: AskDetail): boolean {
  return parts.some((part) => part.tag === 'field' && JSON.stringify(part.text) === JSON.stringify(claim));
}
