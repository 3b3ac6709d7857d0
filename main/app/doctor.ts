import type { Handlers } from '../../shared/ipc/types.ts';
import { err, ok } from '../../shared/result.ts';
import type { Clock } from '../ports/clock.ts';
import type { DoctorProbe } from '../ports/doctor-probe.ts';

export type DoctorHandlers = Pick<Handlers, 'doctor:look' | 'doctor:export' | 'doctor:fix'>;

export function createDoctorHandlers({
  probe,
  clock,
}: {
  readonly probe: DoctorProbe;
  readonly clock: Clock;
}): DoctorHandlers {
  return {
    'doctor:look': async () => {
      const { runtime } = await probe.look();
      return ok({ atMs: clock.nowMs(), version: runtime.version, system: runtime.system, checks: [] });
    },
    'doctor:export': async () => ok(null),
    'doctor:fix': async ({ fix }) =>
      (await probe.openFix(fix)) ? ok(null) : err({ code: 'not-available', message: fix }),
  };
}
