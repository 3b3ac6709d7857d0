import type { Migration } from '../migration.ts';
import { numberTheSettings } from './0001-number-the-settings.ts';

/** In order, without a gap. A file name starts with the number it leads to. */
export const migrations: readonly Migration[] = [numberTheSettings];

export const SETTINGS_VERSION = migrations.length;
