import type { ReactNode } from 'react';
import type { TrialView } from '../../../shared/model/trial.ts';
import { words } from '../../../shared/strings/window.ts';
import { useApp } from '../../store/app-store.ts';
import { Button } from '../../ui/button.tsx';
import { useLostFocus } from './use-lost-focus.ts';

interface TrialAnsweredProps {
  readonly trial: Extract<TrialView, { tag: 'answered' }>;
  readonly onAgain: () => void;
}

/** What was decided, where, how fast, and that it arrived. */
export function TrialAnswered({ trial, onAgain }: TrialAnsweredProps): ReactNode {
  const said = words.guide.trial;
  const isElsewhere = useApp(({ surfaces }) => surfaces.tray || surfaces.notifications !== 'none');
  const { surface, allowed, tookMs, confirmed } = trial;
  const box = useLostFocus();
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
        <p className="soft">
          {surface !== 'window' ? said.works : isElsewhere ? said.fromWindow : said.fromWindowOnly}
        </p>
      </div>
      <div className="row">
        <Button onPress={onAgain}>{said.again}</Button>
      </div>
    </div>
  );
}
