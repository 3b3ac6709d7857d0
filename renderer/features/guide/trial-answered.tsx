import { useEffect, useRef, type ReactNode } from 'react';
import type { TrialView } from '../../../shared/model/trial.ts';
import { words } from '../../../shared/strings/window.ts';
import { Button } from '../../ui/button.tsx';

interface TrialAnsweredProps {
  readonly trial: Extract<TrialView, { tag: 'answered' }>;
  readonly onAgain: () => void;
}

/** What was decided, where, how fast, and that it arrived. */
export function TrialAnswered({ trial, onAgain }: TrialAnsweredProps): ReactNode {
  const said = words.guide.trial;
  const { surface, allowed, tookMs, confirmed } = trial;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The button or card that had the focus may be gone: readers and keys go on from here.
    if (document.activeElement === document.body) box.current?.focus();
  }, []);
  return (
    <div className="card guide-trial" ref={box} tabIndex={-1}>
      <div role="status" className="stack">
        <p className="guide-answered">
          <span className="sign-ok" aria-hidden="true">
            ✓{' '}
          </span>
          <strong>{said.answered[allowed ? 'allowed' : 'denied'](surface)}</strong>{' '}
          <span className="soft">{said.took(tookMs)}</span>
        </p>
        <p>
          <span className={confirmed ? 'sign-ok' : 'sign-soft'} aria-hidden="true">
            {confirmed ? '✓ ' : '→ '}
          </span>
          {confirmed ? said.receipt.yes : said.receipt.wait}
        </p>
        <p className="soft">{surface === 'window' ? said.fromWindow : said.works}</p>
      </div>
      <div className="row">
        <Button look={surface === 'window' ? 'accent' : 'plain'} onPress={onAgain}>
          {said.again}
        </Button>
      </div>
    </div>
  );
}
