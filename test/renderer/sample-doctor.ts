import type { DoctorCheck, DoctorReport } from '../../shared/model/doctor.ts';

const TELLS = { facts: {}, fix: null } as const;

/** What keeps notifications and tray from being seen, one of each kind. */
export const sampleCauses = {
  noDaemon: { id: 'notifications', state: 'bad', finding: 'no-daemon', facts: {}, fix: 'system-notifications' },
  bannersOff: { id: 'notifications', state: 'bad', finding: 'banners-off', facts: {}, fix: 'system-notifications' },
  noButtons: { id: 'notifications', state: 'notice', finding: 'no-buttons', facts: { name: 'plainly 1.2' }, fix: null },
  disturb: {
    id: 'do-not-disturb',
    state: 'notice',
    finding: 'system-on',
    facts: { source: 'GNOME' },
    fix: 'system-do-not-disturb',
  },
  paused: { id: 'do-not-disturb', state: 'notice', finding: 'paused', facts: { until: '16:30' }, fix: 'settings' },
  noTray: { id: 'tray', state: 'bad', finding: 'no-host-gnome', facts: {}, fix: 'tray-extension' },
  fencedTray: { id: 'tray', state: 'bad', finding: 'fenced-in', facts: { fence: 'Flatpak' }, fix: null },
  fenced: { id: 'notifications', state: 'bad', finding: 'fenced-in', facts: { fence: 'Flatpak' }, fix: null },
} as const satisfies Record<string, DoctorCheck>;

/** A GNOME desktop on which most is in order. */
export function sampleReport(nowMs: number): DoctorReport {
  const checks: readonly DoctorCheck[] = [
    {
      id: 'runtime',
      state: 'good',
      finding: 'known',
      facts: { version: '0.1.0', system: 'Debian 12', electron: '45.4.1', chromium: '146.0', node: '24.3.0' },
      fix: null,
    },
    { id: 'sandbox', state: 'good', finding: 'on', ...TELLS },
    { id: 'install', state: 'good', finding: 'deb', ...TELLS },
    { id: 'notifications', state: 'good', finding: 'buttons', facts: { name: 'gnome-shell 43.9' }, fix: null },
    sampleCauses.disturb,
    sampleCauses.noTray,
    { id: 'keychain', state: 'good', finding: 'encrypts', facts: { backend: 'gnome-libsecret' }, fix: null },
    {
      id: 'connections',
      state: 'bad',
      finding: 'unreachable',
      facts: { connection: '#1 (ccr)', number: '1', kind: 'ccr' },
      fix: 'connections',
    },
    { id: 'disk', state: 'good', finding: 'enough', facts: { freeGb: '212' }, fix: null },
    { id: 'clock', state: 'unknown', finding: 'not-told', ...TELLS },
    { id: 'shortcut', state: 'good', finding: 'off', ...TELLS },
  ];
  return { atMs: nowMs, version: '0.1.0', system: 'Debian 12', checks };
}
