import { useId, type ReactNode } from 'react';
import type { DoctorCheck, DoctorReport } from '../../../shared/model/doctor.ts';
import type { DoctorState } from '../../../shared/model/doctor-findings.ts';
import { words } from '../../../shared/strings/window.ts';
import { Button } from '../../ui/button.tsx';
import { CheckRow } from './check-row.tsx';
import { Diagnostics } from './diagnostics.tsx';
import { useDoctor, type DoctorLook } from './use-doctor.ts';

/** What works on this computer, what does not, and where to mend it. */
export function Doctor(): ReactNode {
  const { look, again } = useDoctor();
  const said = words.doctorPage;
  const report = reportOf(look);
  const checksId = useId();
  return (
    <section className="page" aria-label={said.region}>
      <header className="page-head">
        <div className="row">
          <h1>{said.heading}</h1>
          <Button onPress={again} off={look.tag === 'looking'}>
            {said.again}
          </Button>
        </div>
        <p className="soft">{said.lead}</p>
      </header>
      <p role="status" className={look.tag === 'failed' ? 'said-error' : 'doctor-summary'}>
        {summaryWords(look)}
        {look.tag === 'seen' ? (
          <span className="soft small doctor-time"> {said.lookedAt(words.common.exactTime(look.report.atMs))}</span>
        ) : null}
      </p>
      {report === null ? null : (
        <>
          <h2 className="unseen" id={checksId}>
            {said.checks}
          </h2>
          <ul className="list checks" aria-labelledby={checksId}>
            {worstFirst(report.checks).map((check, index) => (
              <CheckRow key={`${check.id} ${index}`} check={check} />
            ))}
          </ul>
          <Diagnostics report={report} />
        </>
      )}
    </section>
  );
}

/** While it looks again, what was seen before stays in view. */
function reportOf(look: DoctorLook): DoctorReport | null {
  if (look.tag === 'seen') return look.report;
  return look.tag === 'looking' ? look.last : null;
}

function summaryWords(look: DoctorLook): string {
  const said = words.doctorPage;
  if (look.tag === 'looking') return said.looking;
  if (look.tag === 'failed') return said.failed;
  const { checks } = look.report;
  const has = (state: 'bad' | 'notice') => checks.some((check) => check.state === state);
  return said.summary[has('bad') ? 'bad' : has('notice') ? 'notice' : 'good'];
}

/** What asks for something to be done stands on top; the rest keeps its order. */
function worstFirst(checks: readonly DoctorCheck[]): readonly DoctorCheck[] {
  const of = (state: DoctorState) => checks.filter((check) => check.state === state);
  return [...of('bad'), ...of('notice'), ...checks.filter(({ state }) => state === 'good' || state === 'unknown')];
}
