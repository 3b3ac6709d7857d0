import { join } from 'node:path';
import * as z from 'zod';
import { outputOf } from './output-of.ts';
import { SIGHT_UNKNOWN, type SystemSight } from './system-sight.ts';

/** Bit of `flags` that says that the program may show notifications. */
const ALLOWED = 1 << 25;
const apps = z.array(z.looseObject({ 'bundle-id': z.string(), flags: z.number() }));

/** Reads the list of the notification centre, where this macOS still lets programs read it. */
export async function macSight(appId: string, homeDir: string): Promise<SystemSight> {
  const path = join(homeDir, 'Library', 'Preferences', 'com.apple.ncprefs.plist');
  const list = apps.safeParse(parsed(await outputOf('/usr/bin/plutil', ['-extract', 'apps', 'json', '-o', '-', path])));
  const own = list.success ? list.data.find((one) => one['bundle-id'] === appId) : undefined;
  if (own === undefined) return SIGHT_UNKNOWN;
  return { ...SIGHT_UNKNOWN, notificationPermission: (own.flags & ALLOWED) === 0 ? 'off' : 'on' };
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
