/** What the Doctor looks at, in the order in which it is shown. */
export const DOCTOR_CHECKS = [
  'runtime',
  'sandbox',
  'install',
  'notifications',
  'do-not-disturb',
  'tray',
  'keychain',
  'connections',
  'hooks',
  'claude-code',
  'disk',
  'clock',
  'config',
  'updates',
  'shortcut',
] as const;
export type DoctorCheckId = (typeof DOCTOR_CHECKS)[number];

/** The places that mend things. Main opens them; the window only names them. */
export const DOCTOR_FIXES = [
  'system-notifications',
  'system-do-not-disturb',
  'tray-extension',
  'keychain-help',
  'connections',
  'settings',
  'claude-code',
  'profile-folder',
  'system-clock',
] as const;
export type DoctorFix = (typeof DOCTOR_FIXES)[number];
