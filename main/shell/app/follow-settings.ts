import { homedir } from 'node:os';
import { join } from 'node:path';
import { app, nativeTheme } from 'electron';
import type { Settings } from '../../../shared/model/settings.ts';
import type { Logger } from '../../ports/logger.ts';
import { setStartAtLogin } from './login-item.ts';

/** Puts into force what settings mean for the system: colours, and whether we start with the session. */
export function createSettingsFollower(platform: NodeJS.Platform, log: Logger): (settings: Settings) => void {
  let done: Settings | null = null;

  return (settings) => {
    if (settings === done) return;
    const before = done;
    done = settings;
    nativeTheme.themeSource = settings.theme;
    // What was never turned on here is not ours to turn off.
    if (settings.startAtLogin === (before?.startAtLogin ?? false)) return;
    try {
      const configHome = process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config');
      setStartAtLogin(settings.startAtLogin, { platform, command: startCommand(), configHome });
    } catch (error) {
      log.error('login-item-not-set', { error: error instanceof Error ? error.name : 'unknown' });
    }
  };
}

/** An AppImage moves; what it was started as is in its environment. */
function startCommand(): readonly string[] {
  const program = process.env.APPIMAGE ?? process.execPath;
  return app.isPackaged ? [program, '--hidden'] : [program, app.getAppPath(), '--hidden'];
}
