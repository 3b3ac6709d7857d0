import type { ReactNode } from 'react';
import { words } from '../../../shared/strings/window.ts';
import { Untrusted } from '../../ui/visible-text.tsx';
import { useTrial } from './trial.ts';

/** Says what to do while a try runs, and then what worked. One panel for both, so that nothing jumps. */
export function TrialResult(): ReactNode {
  const trial = useTrial();
  const said = words.claudeCode;
  const works = trial.tag === 'done' && (trial.test.outcome === 'allowed' || trial.test.outcome === 'denied');
  return (
    <div role="status" className="trial-says">
      {trial.tag === 'rest' ? null : (
        <div className="panel trial">
          {trial.tag === 'running' ? (
            <>
              <p>
                <strong>{said.trying}</strong>
              </p>
              <p className="soft">{said.tryingNote}</p>
            </>
          ) : null}
          {trial.tag === 'done' ? (
            <>
              <p className={works ? 'said-ok' : 'said-error'}>
                <span aria-hidden="true">{works ? '✓ ' : '✕ '}</span>
                {said.tested(trial.test)}
              </p>
              {trial.test.detail === undefined ? null : (
                <p className="small">
                  <span className="soft">{said.testDetail} </span>
                  <code>
                    <Untrusted text={trial.test.detail} />
                  </code>
                </p>
              )}
            </>
          ) : null}
          {trial.tag === 'failed' ? <p className="said-error">{trial.problem}</p> : null}
        </div>
      )}
    </div>
  );
}
