import { homedir } from 'node:os';
import { join } from 'node:path';
import { app, nativeTheme } from 'electron';
import type { Settings } from '../../../shared/model/settings.ts';
import type { Logger } from '../../ports/logger.ts';
import { followLoginItem } from './login-item.ts';

/** Puts into force what settings mean for the system: colours, and whether we start with the session. */
export function createSettingsFollower(platform: NodeJS.Platform, log: Logger): (settings: Settings) => void {
  const configHome = process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config');
  const setStartAtLogin = followLoginItem({ platform, command: startCommand(), configHome });
  let done: Settings | null = null;

  return (settings) => {
    if (settings === done) return;
    done = settings;
    nativeTheme.themeSource = settings.theme;
    try {
      setStartAtLogin(settings.startAtLogin);
    } catch (error) {
      log.error('login-item-not-set', { error: error instanceof Error ? error.name : 'unknown' });
    }
  };
}

/** An AppImage is mounted elsewhere at every start; what it was started as is in its environment. */
function startCommand(): readonly string[] {
  const program = process.env.APPIMAGE ?? process.execPath;
  return app.isPackaged ? [program, '--hidden'] : [program, app.getAppPath(), '--hidden'];
}
