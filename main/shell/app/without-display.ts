import { spawnSync } from 'node:child_process';
import { app } from 'electron';

const HEADLESS = ['ozone-platform', 'headless'] as const;

/** Electron on Linux looks for a display as soon as the first script has been read once, and dies if there is none. */
export function lacksDisplay(): boolean {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  return process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY && !app.commandLine.hasSwitch(HEADLESS[0]);
}

/**
 * Starts this program again as it was started, but told not to look for a display: only the command line can tell it.
 *
 * @returns the exit code; null if it could not be started or was ended
 */
export function againWithoutDisplay(): number | null {
  const args = [`--${HEADLESS.join('=')}`, ...process.argv.slice(1)];
  return spawnSync(process.execPath, args, { stdio: 'inherit' }).status;
}
