import * as z from 'zod';
import type { Problem } from '../../shared/model/app-view.ts';
import { defaultSettings, type Settings } from '../../shared/model/settings.ts';
import { readGivenSettings } from './lenient-settings.ts';
import { migrations, SETTINGS_VERSION } from './migrations/index.ts';

export interface MigratedSettings {
  readonly settings: Settings;
  readonly problems: readonly Problem[];
  /**
   * What to do with the file before anything is written: `use` it, keep a copy because a part was not readable
   * (`copy-aside`), or never write to it because a newer version made it (`leave-alone`).
   */
  readonly file: 'use' | 'copy-aside' | 'leave-alone';
}

const stored = z.looseObject({ version: z.int().min(0).default(0) });

/**
 * Turns whatever the settings file holds into settings of today.
 *
 * @param raw  parsed JSON of the file, `{version, ...settings}`
 */
export function migrateSettings(raw: unknown): MigratedSettings {
  const read = stored.safeParse(raw);
  if (!read.success) {
    const problems = [problem('settings: expected an object with a whole number as version')];
    return { settings: defaultSettings, problems, file: 'copy-aside' };
  }
  const { version, ...rest } = read.data;
  if (version > SETTINGS_VERSION) {
    const problems = [
      problem(
        `version ${version}: made by a newer Gatehouse, expected ${SETTINGS_VERSION}; left alone, changes are not kept`,
      ),
    ];
    return { settings: defaultSettings, problems, file: 'leave-alone' };
  }
  const migrated = migrations
    .filter((migration) => migration.to > version)
    .reduce<Readonly<Record<string, unknown>>>((settings, migration) => migration.migrate(settings), rest);
  const { given, faults } = readGivenSettings(migrated);
  const settings: Settings = {
    ...defaultSettings,
    ...given.others,
    notifications: { ...defaultSettings.notifications, ...given.notifications },
    connections: [...given.connections],
  };
  return {
    settings,
    problems: faults.map(problem),
    file: faults.length === 0 ? 'use' : 'copy-aside',
  };
}

/** What {@link migrateSettings} will read. */
export function withVersion(settings: Settings): Settings & { readonly version: number } {
  return { version: SETTINGS_VERSION, ...settings };
}

function problem(detail: string, index = 0): Problem {
  return { id: `settings-${index + 1}`, code: 'settings-set-aside', detail };
}
