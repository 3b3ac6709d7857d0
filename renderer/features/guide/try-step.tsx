import { useState, type ReactNode } from 'react';
import { words } from '../../../shared/strings/window.ts';
import { call } from '../../bridge/bridge.ts';
import { useApp } from '../../store/app-store.ts';
import { Button } from '../../ui/button.tsx';
import { Failure } from '../../ui/failure.tsx';
import { TrialAnswered } from './trial-answered.tsx';
import { TrialWaiting } from './trial-waiting.tsx';

/** A practice ask on the way of a real one. The page waits beside it and tells how far it came. */
export function TryStep(): ReactNode {
  const trial = useApp((view) => view.trial);
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const said = words.guide.trial;
  const start = async () => {
    setProblem(undefined);
    const started = await call('trial:start', undefined);
    if (!started.ok && started.error.code !== 'not-started') setProblem(words.common.callError(started.error.code));
  };
  return (
    <>
      <p className="guide-lead">{said.lead}</p>
      {trial === null ? (
        <>
          <ol className="guide-points guide-expect">
            {said.expect.map((point) => (
              <li key={point}>{point}</li>
            ))}
          </ol>
          <div className="row">
            <Button look="accent" onPress={() => void start()}>
              {said.start}
            </Button>
          </div>
        </>
      ) : null}
      <p className={trial?.tag === 'starting' ? 'soft' : 'unseen'} role="status">
        {trial?.tag === 'starting' ? said.starting : ''}
      </p>
      {trial?.tag === 'waiting' ? <TrialWaiting trial={trial} /> : null}
      {trial?.tag === 'answered' ? <TrialAnswered trial={trial} onAgain={() => void start()} /> : null}
      {trial?.tag === 'failed' ? (
        <div className="card">
          <p className="said-error" role="alert">
            {said.failed[trial.why]}
          </p>
          <div className="row">
            <Button look="accent" onPress={() => void start()}>
              {said.retry}
            </Button>
          </div>
        </div>
      ) : null}
      <Failure text={problem} />
    </>
  );
}
