import { useId, useState, type ReactNode } from 'react';
import type { DoctorCheck } from '../../../shared/model/doctor.ts';
import type { HeldReason } from '../../../shared/model/quiet.ts';
import type { TrialView } from '../../../shared/model/trial.ts';
import { words } from '../../../shared/strings/window.ts';
import { call } from '../../bridge/bridge.ts';
import { useApp } from '../../store/app-store.ts';
import { Button } from '../../ui/button.tsx';
import { Failure } from '../../ui/failure.tsx';
import { CheckRow } from '../doctor/index.ts';

type Waiting = Extract<TrialView, { tag: 'waiting' }>;

/** Why the ask is not seen: what Gatehouse itself holds back, and what this computer lacks. Late, what else to look for. */
export function TrialCauses({ trial }: { readonly trial: Waiting }): ReactNode {
  const titleId = useId();
  const said = words.guide.trial;
  const { isLate } = trial;
  const { held, causes } = told(trial);
  const isKnown = held !== null || causes.length > 0;
  return (
    <div role="status">
      {isKnown ? (
        <div className="guide-part">
          <h2 id={titleId}>{said.causes}</h2>
          {held === null ? null : <Held held={held} />}
          {causes.length === 0 ? null : (
            <ul className="list checks" aria-labelledby={titleId}>
              {causes.map((check, index) => (
                <CheckRow key={`${check.id} ${index}`} check={check} />
              ))}
            </ul>
          )}
        </div>
      ) : null}
      {!isKnown && isLate ? (
        <div className="guide-part">
          <h2>{said.late}</h2>
          <ul className="guide-points">
            {said.lateHints.map((hint) => (
              <li key={hint}>{hint}</li>
            ))}
          </ul>
        </div>
      ) : null}
    </div>
  );
}

/** The findings as the Doctor tells them each; what they say twice, and what can be undone right here, is told once. */
const FINDING_OF = {
  'switched-off': 'switched-off',
  paused: 'paused',
  'quiet-hours': 'quiet-hours',
  'do-not-disturb': 'system-on',
} as const satisfies Record<Exclude<HeldReason['tag'], 'in-front'>, string>;

function told({ held, causes }: Waiting): Pick<Waiting, 'held' | 'causes'> {
  if (held === null || held.tag === 'in-front') return { held, causes };
  const isSame = ({ finding }: DoctorCheck) => finding === FINDING_OF[held.tag];
  const isUndoneHere = held.tag === 'paused' || held.tag === 'switched-off';
  if (isUndoneHere || !causes.some(isSame)) return { held, causes: causes.filter((cause) => !isSame(cause)) };
  return { held: null, causes };
}

/** What the person set in Gatehouse can be undone right here. */
function Held({ held }: { readonly held: HeldReason }): ReactNode {
  const notifications = useApp((view) => view.settings.notifications);
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const said = words.guide.trial;
  const resume = async () => {
    const resumed = await call('notifications:pause', { untilMs: null });
    setProblem(resumed.ok ? undefined : words.common.callError(resumed.error.code));
  };
  const switchOn = async () => {
    const changed = await call('settings:change', { notifications: { ...notifications, enabled: true } });
    setProblem(changed.ok ? undefined : words.common.callError(changed.error.code));
  };
  return (
    <div className="card-note guide-held">
      <p>{words.inbox.held(held)}</p>
      {held.tag === 'paused' ? (
        <Button small onPress={() => void resume()}>
          {said.resume}
        </Button>
      ) : null}
      {held.tag === 'switched-off' ? (
        <Button small onPress={() => void switchOn()}>
          {said.switchOn}
        </Button>
      ) : null}
      <Failure text={problem} />
    </div>
  );
}
