import type { DoctorReport } from '../../shared/model/doctor.ts';
import type { DoctorState } from '../../shared/model/doctor-findings.ts';
import { doctorSentence } from '../../shared/strings/doctor-sentence.ts';
import { doctorFindingWords as words } from '../../shared/strings/en/window/doctor.ts';

const MARKS: Readonly<Record<DoctorState, string>> = { good: 'ok', notice: 'note', bad: 'BAD', unknown: '?' };
const MARK_CHARS = 6;
const NAME_CHARS = 16;

/** Whether a Gatehouse runs for this profile; null where that cannot be found out. */
export type IsRunning = boolean | null;

/** The report for a terminal, in English as all that scripts may read. */
export function doctorText(report: DoctorReport, isRunning: IsRunning): string {
  const lines = [`Gatehouse ${report.version} on ${report.system}. ${runningWords(isRunning)}`, ''];
  for (const check of report.checks) {
    const { says, todo } = doctorSentence(words, check);
    lines.push(`${MARKS[check.state].padEnd(MARK_CHARS)}${words.checks[check.id].padEnd(NAME_CHARS)}${says}`);
    if (todo !== null) lines.push(`${' '.repeat(MARK_CHARS + NAME_CHARS)}-> ${todo}`);
  }
  const badCount = report.checks.filter(({ state }) => state === 'bad').length;
  lines.push('', badCount === 0 ? 'Nothing needs mending.' : `To be mended: ${badCount}.`);
  return lines.join('\n');
}

function runningWords(isRunning: IsRunning): string {
  if (isRunning === null) return 'Whether it runs is not known.';
  return isRunning ? 'It is running.' : 'It is not running.';
}

/** The same for programs. The form is described in docs/doctor.md and only ever grows. */
export function doctorJson(report: DoctorReport, isRunning: IsRunning): string {
  return JSON.stringify({ format: 'gatehouse-doctor', formatVersion: 1, running: isRunning, ...report }, null, 2);
}

/** 0 = nothing bad, 1 = something is. */
export function doctorExitCode(report: DoctorReport): 0 | 1 {
  return report.checks.some(({ state }) => state === 'bad') ? 1 : 0;
}
