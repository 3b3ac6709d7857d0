import type { ReactNode } from 'react';
import type { ReceiptState, ReceiptView } from '../../../shared/model/app-view.ts';
import type { Decision } from '../../../shared/model/decision.ts';
import { words } from '../../../shared/strings/window.ts';
import { useApp } from '../../store/app-store.ts';
import { useNow } from '../../store/now.ts';
import { go } from '../../store/place.ts';
import { agoWords } from '../../ui/age.tsx';
import { Button } from '../../ui/button.tsx';
import { Untrusted } from '../../ui/visible-text.tsx';

/** Sign and colour of each state; the words beside it say the same. */
const signs: Record<ReceiptState, { readonly sign: string; readonly look: 'ok' | 'wait' | 'no' | 'soft' }> = {
  saving: { sign: '…', look: 'soft' },
  'waiting-to-send': { sign: '◷', look: 'wait' },
  sending: { sign: '→', look: 'soft' },
  confirmed: { sign: '✓', look: 'ok' },
  'not-confirmed': { sign: '?', look: 'wait' },
  'answered-elsewhere': { sign: '⇄', look: 'soft' },
  withdrawn: { sign: '–', look: 'soft' },
  expired: { sign: '◷', look: 'wait' },
  refused: { sign: '✕', look: 'no' },
};

export function Receipts(): ReactNode {
  const receipts = useApp((view) => view.receipts);
  const nowMs = useNow();
  if (receipts.length === 0) return null;
  return (
    <section className="receipts" aria-label={words.inbox.receiptsTitle}>
      <h2 className="group-title">{words.inbox.receiptsTitle}</h2>
      <ul>
        {receipts.map((receipt) => (
          <ReceiptRow key={receipt.key} receipt={receipt} nowMs={nowMs} />
        ))}
      </ul>
    </section>
  );
}

function ReceiptRow({ receipt, nowMs }: { readonly receipt: ReceiptView; readonly nowMs: number }): ReactNode {
  const { sign, look } = signs[receipt.state];
  const needsLook = receipt.state === 'not-confirmed' || receipt.state === 'refused';
  return (
    <li className="receipt">
      <span className={`receipt-sign sign-${look}`} aria-hidden="true">
        {sign}
      </span>
      <span className="receipt-what">
        <span className="mono receipt-short">
          <Untrusted text={receipt.short} />
        </span>
        <span className="soft small">
          <Untrusted text={receipt.sessionTitle} />
          {' · '}
          {receipt.decision === null ? null : (
            <>
              <strong>{decisionWords(receipt.decision)}</strong>
              {receipt.surface === null ? null : ` ${words.inbox.receipt.surface(receipt.surface)}`}
              {' · '}
            </>
          )}
          {words.inbox.receipt.state(receipt.state)}
          {' · '}
          {agoWords(nowMs - receipt.changedAtMs)}
        </span>
      </span>
      {needsLook ? (
        <Button small onPress={() => go({ tag: 'session', key: receipt.sessionKey })}>
          {words.inbox.openSession}
        </Button>
      ) : null}
    </li>
  );
}

function decisionWords(decision: Decision): string {
  const said = words.inbox.receipt;
  switch (decision.tag) {
    case 'allow':
      if (decision.suggestionIndex !== undefined) return said['always-allow'];
      return decision.editedInputJson === undefined ? said.allow : said['allow-edited'];
    case 'deny':
      return decision.stop ? said['deny-and-stop'] : said.deny;
    default:
      return said[decision.tag];
  }
}
