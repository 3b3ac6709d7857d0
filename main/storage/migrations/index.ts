import { numberTheSettings } from './0001-number-the-settings.ts';

/** One step from the version before. Gets and returns the settings without their version, unread by any schema. */
export interface Migration {
  readonly to: number;
  migrate(settings: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>;
}

/** In order, without a gap. A file name starts with the number it leads to. */
export const migrations: readonly Migration[] = [numberTheSettings];

export const SETTINGS_VERSION = migrations.length;
