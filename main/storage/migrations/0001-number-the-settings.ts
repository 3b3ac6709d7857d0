import type { Migration } from '../migration.ts';

/** Settings written before they carried a version are of the first form already. */
export const numberTheSettings: Migration = { to: 1, migrate: (settings) => settings };
