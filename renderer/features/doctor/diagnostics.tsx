import { useRef, useState, type ReactNode } from 'react';
import type { DoctorReport } from '../../../shared/model/doctor.ts';
import { doctorSentence } from '../../../shared/strings/doctor-sentence.ts';
import { words } from '../../../shared/strings/window.ts';
import { call } from '../../bridge/bridge.ts';
import { Button } from '../../ui/button.tsx';
import { Said, type SaidWords } from '../../ui/said.tsx';

/** The same for somebody who helps: as text, or as a file with more in it. Says what is in it and what never is. */
export function Diagnostics({ report }: { readonly report: DoctorReport }): ReactNode {
  const texts = words.doctorPage;
  const [said, setSaid] = useState<SaidWords | undefined>(undefined);
  const box = useRef<HTMLTextAreaElement>(null);
  const text = reportText(report);
  const copy = () => {
    box.current?.select();
    // The clipboard API needs a permission, and this window is granted none.
    const isCopied = document.execCommand('copy');
    setSaid({ ok: isCopied, text: isCopied ? texts.copied : texts.notCopied });
  };
  const save = async () => {
    const saved = await call('doctor:export', undefined);
    if (!saved.ok) setSaid({ ok: false, text: texts.notWritten });
    else setSaid(saved.value === null ? undefined : { ok: true, text: texts.exported });
  };
  return (
    <div className="card">
      <h2>{texts.exportTitle}</h2>
      <p>{texts.inIt}</p>
      <p>{texts.neverIn}</p>
      <div className="row">
        <Button onPress={() => void save()}>{texts.export}</Button>
        <Button onPress={copy}>{texts.copy}</Button>
      </div>
      <Said said={said} />
      <details className="session-details">
        <summary>{texts.text}</summary>
        <pre className="code">{text}</pre>
      </details>
      <textarea className="unseen" ref={box} readOnly tabIndex={-1} aria-hidden="true" value={text} />
    </div>
  );
}

/** As it may be sent to somebody: connections by number, as in the report. */
function reportText(report: DoctorReport): string {
  const said = words.doctorFindings;
  const head = `Gatehouse ${report.version}, ${report.system}, ${new Date(report.atMs).toISOString()}`;
  const lines = report.checks.map((check) => {
    const { says } = doctorSentence(said, check);
    return `[${said.states[check.state]}] ${said.checks[check.id]}: ${says} (${check.id}: ${check.finding})`;
  });
  return [head, ...lines].join('\n');
}
