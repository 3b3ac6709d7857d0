import { useState, type ReactNode } from 'react';
import type { Problem } from '../../../shared/model/app-view.ts';
import { words } from '../../../shared/strings/window.ts';
import { call } from '../../bridge/bridge.ts';
import { useApp } from '../../store/app-store.ts';
import { go, usePlace } from '../../store/place.ts';
import { Button } from '../../ui/button.tsx';
import { Untrusted } from '../../ui/visible-text.tsx';
import { Failure } from '../../ui/failure.tsx';

/** What the Doctor looks at closer. */
const OF_SURFACES: ReadonlySet<Problem['code']> = new Set(['no-tray', 'no-notifications', 'no-notification-buttons']);

/** What no ask tells: what is wrong, where, and what to do. */
export function Problems(): ReactNode {
  const all = useApp((view) => view.problems);
  const { tag } = usePlace();
  // The guide and the Doctor say themselves how notifications and tray are here.
  const problems = tag === 'guide' || tag === 'doctor' ? all.filter(({ code }) => !OF_SURFACES.has(code)) : all;
  if (problems.length === 0) return null;
  return (
    <section className="problems" aria-label={words.frame.problems}>
      {problems.map((problem) => (
        <ProblemBanner key={problem.id} problem={problem} />
      ))}
    </section>
  );
}

function ProblemBanner({ problem }: { readonly problem: Problem }): ReactNode {
  const [failed, setFailed] = useState<string | undefined>(undefined);
  const title = words.frame.problemTitle(problem.code);
  const dismiss = async () => {
    const dismissed = await call('problem:dismiss', { id: problem.id });
    setFailed(dismissed.ok ? undefined : words.common.callError(dismissed.error.code));
  };
  return (
    <div className="banner banner-wait">
      <span className="banner-sign" aria-hidden="true">
        ▲
      </span>
      <div className="banner-text">
        <p>
          <strong>{title}</strong>
        </p>
        {problem.detail === '' ? null : (
          <p className="mono small">
            <Untrusted text={problem.detail} />
          </p>
        )}
        <p className="small">{words.frame.problemAdvice(problem.code)}</p>
        <Failure text={failed} />
      </div>
      {OF_SURFACES.has(problem.code) || problem.code === 'no-keychain' ? (
        <Button small onPress={() => go({ tag: 'doctor' })}>
          {words.doctorPage.link}
        </Button>
      ) : null}
      <Button small onPress={() => void dismiss()}>
        <span aria-hidden="true">{words.frame.dismiss}</span>
        <span className="unseen">{words.frame.dismissProblem(title)}</span>
      </Button>
    </div>
  );
}
