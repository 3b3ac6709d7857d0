import { readdirSync, readFileSync } from 'node:fs';
import { hooksFor, type HookAddress } from '../../../../../main/backends/local/claude-settings/hook-list.ts';

export const TOKEN = 'T0ken_of-this-installation-0123456789abcdefg';
export const PORTS = new Set([47_261]);

export const address: HookAddress = {
  style: 'http',
  port: 47_261,
  token: TOKEN,
  curlFilePath: '/home/me/.config/Gatehouse/gatehouse-hook.curl',
  platform: 'linux',
};
export const ourHooks = hooksFor(address);

const folder = new URL('../../../../fixtures/claude-settings/', import.meta.url);

/** Settings files as people have them, by name. */
export const settingsFiles: readonly { readonly name: string; readonly text: string }[] = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .toSorted()
  .map((name) => ({ name, text: readFileSync(new URL(name, folder), 'utf8') }));
