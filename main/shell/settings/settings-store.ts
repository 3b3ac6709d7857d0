import { chmodSync, copyFileSync } from 'node:fs';
import Store from 'electron-store';
import type { Problem } from '../../../shared/model/app-view.ts';
import type { Settings } from '../../../shared/model/settings.ts';
import type { Clock } from '../../ports/clock.ts';
import type { SettingsStore } from '../../ports/settings-store.ts';

/** What storage makes of the file's content. */
export interface SettingsReading {
  readonly settings: Settings;
  readonly problems: readonly Problem[];
  readonly file: 'use' | 'copy-aside' | 'leave-alone';
}

/**
 * The person's settings in `settings.json` of the profile, written in one step.
 *
 * @param migrate      reads content of any age; lenient part by part
 * @param withVersion  adds what `migrate` will want to see
 */
export function createSettingsStore(tools: {
  readonly profileDir: string;
  readonly clock: Clock;
  readonly migrate: (raw: unknown) => SettingsReading;
  readonly withVersion: (settings: Settings) => Settings & { readonly version: number };
}): SettingsStore {
  const store = new Store<Record<string, unknown>>({
    name: 'settings',
    cwd: tools.profileDir,
    clearInvalidConfig: false,
    accessPropertiesByDotNotation: false,
    configFileMode: 0o600,
    // A file that is no JSON must not stop the start; `read` sees the mark and sets the file aside.
    deserialize: (text) => parseObject(text) ?? { [NOT_JSON]: true },
  });
  let mayWrite = true;

  function setAside(): Problem {
    const asidePath = `${tools.profileDir}/settings.broken-${tools.clock.nowMs()}.json`;
    try {
      copyFileSync(store.path, asidePath);
      chmodSync(asidePath, 0o600);
    } catch {
      mayWrite = false; // what cannot be kept must not be written over
    }
    return {
      id: 'settings-set-aside',
      code: 'settings-set-aside',
      detail: mayWrite ? asidePath : `${store.path}: not readable and no copy could be made; changes are not kept`,
    };
  }

  return {
    read() {
      const raw = store.store;
      const isJson = raw[NOT_JSON] !== true;
      const reading = tools.migrate(isJson ? raw : {});
      if (reading.file === 'leave-alone') mayWrite = false;
      if (isJson && reading.file !== 'copy-aside') return reading;
      return { settings: reading.settings, problems: [setAside(), ...reading.problems] };
    },
    write(settings) {
      if (!mayWrite) throw new Error('the settings file must not be written');
      store.store = { ...tools.withVersion(settings) };
    },
  };
}

const NOT_JSON = 'gatehouse:not-json';

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}
