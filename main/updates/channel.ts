import type { KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { updateSettingsSchema } from '../../shared/model/settings.ts';
import { readPublicKey } from './signature.ts';
import { isVersion } from './version.ts';

/** Where this build looks for newer ones, and whom it believes. */
export interface Channel {
  readonly product: string;
  readonly version: string;
  readonly name: string;
  /** Null where only the settings can name a place. */
  readonly url: string | null;
  readonly keys: readonly KeyObject[];
  /** Who must have signed an installer for Windows, on top of the manifest. */
  readonly windowsPublishers: readonly string[];
}

const buildSchema = z.object({
  name: z.string(),
  version: z.string().refine(isVersion),
  updates: z.object({
    url: updateSettingsSchema.shape.url.nullish(),
    channel: z.string().default('stable'),
    publicKeys: z.array(z.string()).min(1).max(8),
    windowsPublishers: z.array(z.string().min(1)).default([]),
  }),
});

/**
 * Reads what the packaging wrote into the app's own package.json.
 *
 * @returns null for a build that was made without a key: nothing could be believed
 */
export function readChannel(packageJsonPath: string): Channel | null {
  try {
    const build = buildSchema.parse(JSON.parse(readFileSync(packageJsonPath, 'utf8')));
    const keys = build.updates.publicKeys.map(readPublicKey);
    if (keys.includes(null)) return null;
    const { url, channel, windowsPublishers } = build.updates;
    return {
      product: build.name,
      version: build.version,
      name: channel,
      url: url ?? null,
      keys: keys.filter((key) => key !== null),
      windowsPublishers,
    };
  } catch {
    return null;
  }
}
