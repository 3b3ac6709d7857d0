import { readFileSync, statSync } from 'node:fs';
import type { Problem } from '../../shared/model/app-view.ts';
import { holdsSecret, type Settings } from '../../shared/model/settings.ts';
import { MIB } from '../../shared/units.ts';
import { jsonMistake } from './json-mistake.ts';
import { NOTHING_GIVEN, readGivenSettings, type GivenSettings } from './lenient-settings.ts';
import { SETTINGS_VERSION } from './migrations/index.ts';

const MAX_FILE_BYTES = 4 * MIB;

export interface ManagedConfig {
  readonly given: GivenSettings;
  readonly problems: readonly Problem[];
}

/**
 * Reads the managed configuration, if there is one. Whatever is wrong with it is told and costs no more than its own part;
 * it never stops the start.
 *
 * @param from.arguments    every `--config=FILE`, in order; the last one counts, and counts more than the environment
 * @param from.environment  `GATEHOUSE_CONFIG`
 */
export function readManagedConfig(from: {
  readonly arguments: readonly string[];
  readonly environment: string | undefined;
}): ManagedConfig {
  const paths = [...(from.environment ? [from.environment] : []), ...from.arguments];
  const path = paths.at(-1);
  if (path === undefined) return { given: NOTHING_GIVEN, problems: [] };
  const problems: Problem[] = [];
  const tell = (code: Problem['code'], what: string) =>
    problems.push({ id: `managed-config-${problems.length + 1}`, code, detail: `${path}: ${what}` });

  if (paths.length > 1) tell('config-given-twice', `used; also given, and not used: ${paths.slice(0, -1).join(', ')}`);
  const text = readText(path, (what) => tell('config-unreadable', what));
  if (text === null) return { given: NOTHING_GIVEN, problems };

  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    const { line, column, expected } = jsonMistake(text);
    tell('config-invalid', `line ${line}, column ${column}: expected ${expected}`);
    return { given: NOTHING_GIVEN, problems };
  }
  const { version, rest } = splitVersion(raw);
  if (typeof version === 'number' && version > SETTINGS_VERSION) {
    tell('config-newer-version', `version: expected ${SETTINGS_VERSION} or less; made for a newer Gatehouse, not used`);
    return { given: NOTHING_GIVEN, problems };
  }
  if (version !== undefined && version !== SETTINGS_VERSION)
    tell('config-invalid', `version: expected ${SETTINGS_VERSION}`);
  const { given, faults } = readGivenSettings(rest);
  for (const fault of faults) tell('config-invalid', fault);
  if (given.connections.some(holdsSecret) && isOpenToOthers(path)) {
    tell('config-invalid', 'holds an access token and may be read by other users of this computer; expected mode 600');
  }
  return { given, problems };
}

/** Lays the managed settings over those of the profile. A managed connection replaces one of the same id. */
export function mergeSettings(
  profile: Settings,
  { given }: ManagedConfig,
): { readonly settings: Settings; readonly managedPaths: readonly string[] } {
  const managedIds = new Set(given.connections.map((connection) => connection.id));
  // There is one gateway on a computer, so the managed connection to it stands in the place of the person's own.
  const isThisComputerManaged = given.connections.some(({ kind }) => kind === 'local');
  const own = profile.connections.filter(
    ({ id, kind }) => !managedIds.has(id) && !(kind === 'local' && isThisComputerManaged),
  );
  return {
    settings: {
      ...profile,
      ...given.others,
      notifications: { ...profile.notifications, ...given.notifications },
      connections: [...given.connections, ...own],
    },
    managedPaths: [
      ...given.connections.map((connection) => `connections.${connection.id}`),
      // Each member by itself: fixing the sound leaves the quiet hours to the person.
      ...Object.keys(given.notifications).map((key) => `notifications.${key}`),
      ...Object.keys(given.others),
    ],
  };
}

/** The version beside the settings, and the settings without it. */
function splitVersion(raw: unknown): { readonly version: unknown; readonly rest: unknown } {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return { version: undefined, rest: raw };
  const { version, ...rest } = raw as Record<string, unknown>;
  return { version, rest };
}

function readText(path: string, tell: (what: string) => void): string | null {
  try {
    const facts = statSync(path);
    if (!facts.isFile()) tell('expected a file');
    else if (facts.size > MAX_FILE_BYTES) tell(`expected at most ${MAX_FILE_BYTES} bytes`);
    else return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    tell(REASONS[code] ?? `cannot be read (${code || 'unknown reason'})`);
  }
  return null;
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'expected a file, there is none',
  EACCES: 'expected a file that may be read, permission was refused',
  ERR_ENCODING_INVALID_ENCODED_DATA: 'expected text in UTF-8',
};

function isOpenToOthers(path: string): boolean {
  try {
    return process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0;
  } catch {
    return false;
  }
}
