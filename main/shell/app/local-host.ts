import { app, shell } from 'electron';
import type { LocalHost } from '../../ports/local-host.ts';

/** This computer, for the sessions that run on it. */
export function localHost(tools: Pick<LocalHost, 'clock' | 'random' | 'log'>): LocalHost {
  return {
    ...tools,
    profileDir: app.getPath('userData'),
    homeDir: app.getPath('home'),
    environment: process.env,
    platform: process.platform,
    openFolder: async (path) => (await shell.openPath(path)) === '',
  };
}
