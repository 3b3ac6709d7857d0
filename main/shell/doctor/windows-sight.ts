import { windowsProgram } from '../../../shared/windows-program.ts';
import { outputOf } from './output-of.ts';
import type { SystemSight } from './system-sight.ts';

const BASE = String.raw`HKCU\Software\Microsoft\Windows\CurrentVersion`;
const PUSH = String.raw`${BASE}\PushNotifications`;
const SETTINGS = String.raw`${BASE}\Notifications\Settings`;

/** Reads what Windows keeps in the registry for its settings of notifications; what is not there is as it was at first: on. */
export async function windowsSight(appId: string): Promise<SystemSight> {
  const [toasts, own, aboveLock] = await Promise.all([
    registryNumber(PUSH, 'ToastEnabled'),
    registryNumber(`${SETTINGS}\\${appId}`, 'Enabled'),
    registryNumber(SETTINGS, 'NOC_GLOBAL_SETTING_ALLOW_TOASTS_ABOVE_LOCK'),
  ]);
  const lockScreen = aboveLock === 0 ? 'hidden' : 'shown';
  if (toasts === 0) return { notificationPermission: 'banners-off', lockScreen };
  return { notificationPermission: own === 0 ? 'off' : 'on', lockScreen };
}

async function registryNumber(key: string, name: string): Promise<number | null> {
  const said = await outputOf(windowsProgram('reg.exe', process.env), ['query', key, '/v', name]);
  const [, hex] = /REG_DWORD\s+0x([0-9a-f]+)/i.exec(said ?? '') ?? [];
  return hex === undefined ? null : Number.parseInt(hex, 16);
}
