import type { DoctorCheck, DoctorReport } from '../../../shared/model/doctor.ts';
import type { DoctorFix } from '../../../shared/model/doctor-names.ts';
import { checkClaudeCode, checkHooks } from './claude-code.ts';
import { checkClock, checkDisk, checkKeychain, checkRuntime, checkSandbox } from './computer.ts';
import { checkConfig } from './config.ts';
import { checkConnections } from './connections.ts';
import type { DoctorLook } from './doctor-look.ts';
import { found, nameFact } from './found.ts';
import { checkNotifications } from './notifications.ts';
import { checkSilence } from './silence.ts';
import { checkTray } from './tray.ts';
import { checkShortcut, checkUpdates } from './updates.ts';

/** Places in the window, and on the web, are always there. */
const OWN_PLACES: ReadonlySet<DoctorFix> = new Set(['connections', 'settings', 'claude-code', 'tray-extension']);

/** Judges what was found out: names causes, and offers only what can be opened on this computer. */
export function doctorReport(look: DoctorLook): DoctorReport {
  const { facts, problems } = look;
  const checks: readonly DoctorCheck[] = [
    ...checkRuntime(facts, problems),
    checkSandbox(facts),
    found('install', facts.install),
    ...checkNotifications(look),
    ...checkSilence(look),
    checkTray(facts),
    checkKeychain(facts),
    ...checkConnections(look.connections),
    ...checkHooks(look),
    checkClaudeCode(look.claudeCode?.program ?? null),
    ...checkDisk(facts, problems),
    checkClock(facts),
    ...checkConfig(problems, look.managedCount),
    checkUpdates(look.update),
    checkShortcut(look.shortcut),
  ];
  const isThere = (fix: DoctorFix) => OWN_PLACES.has(fix) || facts.fixes.includes(fix);
  return {
    atMs: look.nowMs,
    version: nameFact(facts.runtime.version),
    system: nameFact(facts.runtime.system),
    checks: checks.map((check) => (check.fix === null || isThere(check.fix) ? check : { ...check, fix: null })),
  };
}

/** What keeps a notification or the tray icon from being seen, the gravest first. */
export function surfaceCauses(report: DoctorReport): readonly DoctorCheck[] {
  const isCause = ({ id, finding, state }: DoctorCheck) =>
    (id === 'notifications' || id === 'do-not-disturb' || id === 'tray') &&
    (state === 'bad' || state === 'notice') &&
    finding !== 'not-on-lock-screen';
  const causes = report.checks.filter(isCause);
  return [...causes.filter(({ state }) => state === 'bad'), ...causes.filter(({ state }) => state === 'notice')];
}
