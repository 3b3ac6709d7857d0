import { defaultSettings } from '../../../../shared/model/settings.ts';
import type { DoctorCheck } from '../../../../shared/model/doctor.ts';
import type { DoctorCheckId } from '../../../../shared/model/doctor-names.ts';
import type { DoctorFacts } from '../../../../main/domain/doctor/doctor-facts.ts';
import type { DoctorLook } from '../../../../main/domain/doctor/doctor-look.ts';
import { doctorReport } from '../../../../main/domain/doctor/doctor-report.ts';
import { MIB } from '../../../../shared/units.ts';

export const healthyFacts: DoctorFacts = {
  runtime: {
    version: '1.2.3',
    electron: '45.4.1',
    chromium: '150.0.1',
    node: '24.1.0',
    system: 'linux x64',
    desktop: 'ubuntu:GNOME',
  },
  isSandboxed: true,
  install: 'deb',
  notifications: { tag: 'daemon', name: 'gnome-shell', version: '47', capabilities: ['actions', 'body'] },
  notificationPermission: 'on',
  lockScreen: 'shown',
  trayHost: 'there',
  keyring: { tag: 'encrypts', backend: 'gnome_libsecret' },
  disk: { freeBytes: 50_000 * MIB, isWritable: true },
  clockSkewMs: 400,
  fixes: ['system-notifications', 'system-do-not-disturb', 'system-clock', 'profile-folder'],
};

/** A computer on which all is well, but for what is given. */
export function lookOf(facts: Partial<DoctorFacts> = {}, more: Partial<DoctorLook> = {}): DoctorLook {
  return {
    facts: { ...healthyFacts, ...facts },
    notifications: defaultSettings.notifications,
    managedCount: 0,
    problems: [],
    claudeCode: {
      program: { tag: 'found', path: '/usr/bin/claude', version: '2.1.0', hookStyle: 'http' },
      settingsPath: '/home/somebody/.claude/settings.json',
      hooks: { tag: 'connected', style: 'http' },
      obstacles: [],
      gatewayPort: 47_261,
    },
    areHooksResting: false,
    systemQuiet: { source: 'gnome', state: 'normal' },
    pausedUntilMs: null,
    connections: [{ kind: 'ccr', practice: false, state: { tag: 'live' } }],
    update: { tag: 'current', checkedAtMs: 0 },
    shortcut: 'off',
    isRunning: true,
    nowMs: 0,
    localMinute: (atMs) => (Math.floor(atMs / 60_000) + 12 * 60) % (24 * 60),
    ...more,
  };
}

export const checksOf = (look: DoctorLook, id: DoctorCheckId): readonly DoctorCheck[] =>
  doctorReport(look).checks.filter((check) => check.id === id);

/** State and code of what was found, in order. */
export const findingsOf = (look: DoctorLook, id: DoctorCheckId): readonly string[] =>
  checksOf(look, id).map(({ state, finding }) => `${state} ${finding}`);
