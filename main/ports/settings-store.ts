import type { Problem } from '../../shared/model/app-view.ts';
import type { Settings } from '../../shared/model/settings.ts';

export interface SettingsStore {
  /** What the profile holds. A broken file is set aside, named in a problem, and the defaults serve. */
  read(): { readonly settings: Settings; readonly problems: readonly Problem[] };
  /** @throws when the file could not be written. */
  write(settings: Settings): void;
}
