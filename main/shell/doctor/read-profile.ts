import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../../../shared/model/app-view.ts';
import { defaultSettings, type Settings } from '../../../shared/model/settings.ts';

interface ProfileReading {
  readonly settings: Settings;
  readonly problems: readonly Problem[];
}

/**
 * The settings of a profile that may be in use: nothing is written, set aside or made.
 *
 * @param migrate  reads content of any age
 */
export function readProfile(profileDir: string, migrate: (raw: unknown) => ProfileReading): ProfileReading {
  let text: string;
  try {
    text = readFileSync(join(profileDir, 'settings.json'), 'utf8');
  } catch (error) {
    const isNew = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return isNew ? migrate({}) : { settings: defaultSettings, problems: [UNREADABLE] };
  }
  try {
    return migrate(JSON.parse(text));
  } catch {
    return { settings: defaultSettings, problems: [UNREADABLE] };
  }
}

const UNREADABLE: Problem = { id: 'settings-set-aside', code: 'settings-set-aside', detail: '' };
