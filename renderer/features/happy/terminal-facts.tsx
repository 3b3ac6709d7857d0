import type { ReactNode } from 'react';
import type { TerminalAccount } from '../../../shared/model/happy-account.ts';
import { words } from '../../../shared/strings/window.ts';
import { Untrusted } from '../../ui/visible-text.tsx';

export type FoundTerminal = Exclude<TerminalAccount, { tag: 'none' }>;

export function TerminalFacts({ found }: { readonly found: FoundTerminal }): ReactNode {
  return (
    <dl className="offer-facts">
      <dt>{words.happy.terminal.folder}</dt>
      <dd className="mono">
        <Untrusted text={found.happyHome} />
      </dd>
      <dt>{words.happy.server}</dt>
      <dd className="mono">
        <Untrusted text={found.serverUrl} />
      </dd>
    </dl>
  );
}
