import type { CheckOf } from '../../../shared/model/doctor.ts';
import { quietSourceNames } from '../../../shared/strings/quiet-names.ts';
import { inQuietHours } from '../quiet-hours.ts';
import type { DoctorLook } from './doctor-look.ts';
import { found, timeFact } from './found.ts';

/** Everything that holds notifications back now: there may be several, and each has its own end. */
export function checkSilence(look: DoctorLook): readonly CheckOf<'do-not-disturb'>[] {
  const { systemQuiet, pausedUntilMs, notifications, localMinute, nowMs } = look;
  const holding: CheckOf<'do-not-disturb'>[] = [];
  if (systemQuiet !== null && systemQuiet.state !== 'normal') {
    holding.push(found('do-not-disturb', 'system-on', { source: quietSourceNames[systemQuiet.source] }));
  }
  if (pausedUntilMs !== null)
    holding.push(found('do-not-disturb', 'paused', { until: timeFact(localMinute(pausedUntilMs)) }));
  if (inQuietHours(notifications.quietHours, localMinute(nowMs)))
    holding.push(found('do-not-disturb', 'quiet-hours', { until: notifications.quietHours.to }));
  if (holding.length > 0) return holding;
  return [found('do-not-disturb', systemQuiet === null ? 'not-told' : 'off')];
}
