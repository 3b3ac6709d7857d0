import type { ReactNode } from 'react';
import type { ShareState } from '../../shared/model/sharing.ts';
import { words } from '../../shared/strings/window.ts';

/** A small phone beside a session that other devices see too; crossed out where that failed. */
export function SharedMark({ state }: { readonly state: ShareState }): ReactNode {
  const text = words.sharing.mark(state);
  return (
    <span className={`shared-mark shared-${state.tag}`} title={text}>
      <svg viewBox="0 0 12 16" width="12" height="16" aria-hidden="true">
        <rect x="2" y="1" width="8" height="14" rx="1.5" fill="none" stroke="currentColor" strokeWidth="1.5" />
        <path d="M5 12.5h2" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
        {state.tag === 'failed' ? <path d="M1 15L11 1" stroke="currentColor" strokeWidth="1.5" /> : null}
      </svg>
      <span className="unseen">{text}</span>
    </span>
  );
}
