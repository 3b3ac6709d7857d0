import { useState, type ReactNode } from 'react';
import type { DoctorCheck } from '../../../shared/model/doctor.ts';
import type { DoctorFix } from '../../../shared/model/doctor-names.ts';
import type { DoctorState } from '../../../shared/model/doctor-findings.ts';
import { words } from '../../../shared/strings/window.ts';
import { call } from '../../bridge/bridge.ts';
import { Button } from '../../ui/button.tsx';
import { Untrusted } from '../../ui/visible-text.tsx';
import { Failure } from '../../ui/failure.tsx';
import { useFindingWords } from './finding-words.ts';

const signs: Record<DoctorState, string> = { good: '✓', notice: '▲', bad: '✕', unknown: '?' };

/** One finding: how grave by shape and word, what it is, what to do, and the button that opens the place. */
export function CheckRow({ check }: { readonly check: DoctorCheck }): ReactNode {
  const said = words.doctorFindings;
  const { says, todo } = useFindingWords()(check);
  return (
    <li className="check">
      <span className={`check-sign check-${check.state}`} aria-hidden="true">
        {signs[check.state]}
      </span>
      <div className="check-text">
        <p>
          <strong>{said.checks[check.id]}</strong> <span className="soft small">{said.states[check.state]}</span>
        </p>
        <p>
          <Untrusted text={says} />
        </p>
        {todo === null ? null : (
          <p className="soft">
            <Untrusted text={todo} />
          </p>
        )}
      </div>
      {check.fix === null ? null : <FixButton fix={check.fix} of={said.checks[check.id]} />}
    </li>
  );
}

function FixButton({ fix, of }: { readonly fix: DoctorFix; readonly of: string }): ReactNode {
  const [failed, setFailed] = useState(false);
  const open = async () => {
    const opened = await call('doctor:fix', { fix });
    setFailed(!opened.ok);
  };
  return (
    <div className="check-fix">
      <Button small onPress={() => void open()}>
        {words.doctorFindings.fixes[fix]}
        <span className="unseen"> ({of})</span>
      </Button>
      <Failure text={failed ? words.doctorPage.notOpened : undefined} />
    </div>
  );
}
