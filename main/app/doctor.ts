import type { Handlers } from '../../shared/ipc/types.ts';
import type { DoctorCheck, DoctorReport } from '../../shared/model/doctor.ts';
import type { DoctorFix } from '../../shared/model/doctor-names.ts';
import { err, ok } from '../../shared/result.ts';
import { diagnosticsText } from '../domain/doctor/diagnostics.ts';
import { doctorReport, surfaceCauses } from '../domain/doctor/doctor-report.ts';
import type { Clock, LocalMinute } from '../ports/clock.ts';
import type { DiagnosticsFiles } from '../ports/diagnostics.ts';
import type { DoctorProbe } from '../ports/doctor-probe.ts';
import type { Logger } from '../ports/logger.ts';
import type { WindowSurface } from '../ports/surfaces.ts';
import type { Engine } from './engine.ts';

export type DoctorHandlers = Pick<Handlers, 'doctor:look' | 'doctor:export' | 'doctor:fix'>;

export interface Doctor {
  readonly handlers: DoctorHandlers;
  /** What can keep a notification or the tray icon from being seen, looked at now. */
  findCauses(): Promise<readonly DoctorCheck[]>;
}

const LOG_ENTRIES = 1_000;
const TRAY_EXTENSION = new URL('https://extensions.gnome.org/extension/615/appindicator-support/');

/** The Doctor in the window: judges what the probe finds and what the engine knows. */
export function createDoctor(parts: {
  readonly probe: DoctorProbe;
  readonly engine: Engine;
  readonly windows: WindowSurface;
  readonly diagnostics: DiagnosticsFiles;
  readonly clock: Clock;
  readonly localMinute: LocalMinute;
  readonly log: Logger;
}): Doctor {
  const { probe, engine, windows, diagnostics, clock } = parts;

  async function look(): Promise<DoctorReport> {
    const facts = await probe.look();
    const { registry, settings, ...state } = engine.state;
    return doctorReport({
      ...state,
      facts,
      notifications: settings.notifications,
      managedCount: state.managed.length,
      areHooksResting: false,
      connections: [...registry.connections.values()],
      isRunning: true,
      nowMs: clock.nowMs(),
      localMinute: parts.localMinute,
    });
  }

  async function openFix(fix: DoctorFix): Promise<boolean> {
    switch (fix) {
      case 'connections':
      case 'claude-code':
        windows.open({ tag: 'connections' });
        return true;
      case 'settings':
        windows.open({ tag: 'settings' });
        return true;
      case 'tray-extension':
        // Somebody who does not want to go there after all has not met a fault.
        await windows.openLink(TRAY_EXTENSION);
        return true;
      default:
        return probe.openFix(fix);
    }
  }

  return {
    findCauses: async () => surfaceCauses(await look()),
    handlers: {
      'doctor:look': async () => ok(await look()),
      'doctor:export': async () => {
        const path = await windows.chooseExportPath('gatehouse-diagnostics.json');
        if (path === null) return ok(null);
        const [report, log] = await Promise.all([look(), diagnostics.recentLog(LOG_ENTRIES)]);
        const { settings, managed, problems } = engine.state;
        try {
          await diagnostics.write(path, diagnosticsText({ report, settings, managed, problems, log }));
          return ok({ written: true });
        } catch (cause) {
          parts.log.warn('diagnostics-not-written', { error: String(cause) });
          return err({ code: 'not-written', message: 'not-written' });
        }
      },
      'doctor:fix': async ({ fix }) => ((await openFix(fix)) ? ok(null) : err({ code: 'not-available', message: fix })),
    },
  };
}
