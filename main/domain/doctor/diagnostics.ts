import type { Problem } from '../../../shared/model/app-view.ts';
import type { DoctorReport } from '../../../shared/model/doctor.ts';
import { settingsSchema, type Settings } from '../../../shared/model/settings.ts';
import { toldLog } from './told-log.ts';
import { toldSettings } from './told-settings.ts';

const SETTING_NAMES: readonly string[] = Object.keys(settingsSchema.shape);

/**
 * What a person may send to somebody who helps: what was found, the settings, and what happened lately. No content, no
 * secret, no name and no address: everything that is written is on a list of what is harmless, the rest is left out.
 */
export function diagnosticsText(parts: {
  readonly report: DoctorReport;
  readonly settings: Settings;
  /** Paths of settings, such as `connections.work`. */
  readonly managed: readonly string[];
  readonly problems: readonly Problem[];
  readonly log: readonly Readonly<Record<string, unknown>>[];
}): string {
  const managed = parts.managed.map((path) => path.split('.')[0] ?? '');
  const diagnostics = {
    format: 'gatehouse-diagnostics',
    formatVersion: 1,
    report: parts.report,
    settings: toldSettings(parts.settings),
    managed: SETTING_NAMES.filter((name) => managed.includes(name)),
    problems: parts.problems.map(({ code }) => code),
    log: toldLog(parts.log),
  };
  return `${JSON.stringify(diagnostics, null, 2)}\n`;
}
