import { expect, test } from 'vitest';
import { DOCTOR_CHECKS, type DoctorCheckId } from '../../../../shared/model/doctor-names.ts';
import type { ConnectionState } from '../../../../shared/model/connection.ts';
import { defaultSettings } from '../../../../shared/model/settings.ts';
import { HOUR_MS, MIB, MINUTE_MS } from '../../../../shared/units.ts';
import type { DoctorFacts } from '../../../../main/domain/doctor/doctor-facts.ts';
import type { DoctorLook } from '../../../../main/domain/doctor/doctor-look.ts';
import { doctorReport, surfaceCauses } from '../../../../main/domain/doctor/doctor-report.ts';
import { checksOf, findingsOf, healthyFacts, lookOf } from './looks.ts';

const withDesktop = (desktop: string | null) => ({ runtime: { ...healthyFacts.runtime, desktop } });

test('on a healthy computer every check finds something good, in the order of the list', () => {
  const { checks } = doctorReport(lookOf());
  expect(checks.map(({ id }) => id)).toEqual(DOCTOR_CHECKS);
  expect(checks.filter(({ state }) => state !== 'good')).toEqual([]);
});

const plainDaemon = { tag: 'daemon', name: 'old', version: '1', capabilities: ['body'] } as const;

test.each<[DoctorCheckId, string, Partial<DoctorFacts>]>([
  ['notifications', 'bad no-daemon', { notifications: { tag: 'no-daemon' } }],
  ['notifications', 'bad not-answering', { notifications: { tag: 'not-answering' } }],
  ['notifications', 'bad no-bus', { notifications: { tag: 'no-bus' } }],
  ['notifications', 'notice no-buttons', { notifications: plainDaemon }],
  ['notifications', 'good shown', { notifications: { tag: 'system' } }],
  ['notifications', 'bad banners-off', { notificationPermission: 'banners-off' }],
  ['notifications', 'bad program-off', { notificationPermission: 'off' }],
  // Who has nobody to show them does not need to hear that banners are off.
  ['notifications', 'bad no-daemon', { notifications: { tag: 'no-daemon' }, notificationPermission: 'off' }],
  ['notifications', 'bad fenced-in', { notifications: { tag: 'no-daemon' }, install: 'snap' }],
  ['install', 'notice snap', { install: 'snap' }],
  ['install', 'notice flatpak', { install: 'flatpak' }],
  ['tray', 'bad no-host-gnome', { trayHost: 'missing' }],
  ['tray', 'bad no-host-gnome', { trayHost: 'missing', ...withDesktop('GNOME') }],
  ['tray', 'bad no-host-kde', { trayHost: 'missing', ...withDesktop('KDE') }],
  ['tray', 'bad no-host-xfce', { trayHost: 'missing', ...withDesktop('XFCE') }],
  ['tray', 'bad no-host-cinnamon', { trayHost: 'missing', ...withDesktop('X-Cinnamon') }],
  ['tray', 'bad no-host-bar', { trayHost: 'missing', ...withDesktop('sway:wlroots') }],
  ['tray', 'bad no-host', { trayHost: 'missing', ...withDesktop('Budgie:GNOME') }],
  ['tray', 'bad no-host', { trayHost: 'missing', ...withDesktop(null) }],
  ['tray', 'bad no-bus', { trayHost: 'no-bus' }],
  ['tray', 'bad fenced-in', { trayHost: 'missing', install: 'flatpak' }],
  ['keychain', 'notice absent', { keyring: { tag: 'none', why: 'absent' } }],
  ['keychain', 'notice locked', { keyring: { tag: 'none', why: 'locked' } }],
  ['keychain', 'notice not-used', { keyring: { tag: 'none', why: 'not-used' } }],
  ['disk', 'bad full', { disk: { freeBytes: 5 * MIB, isWritable: true } }],
  ['disk', 'bad full', { disk: { freeBytes: 0, isWritable: false } }],
  ['disk', 'bad read-only', { disk: { freeBytes: 5_000 * MIB, isWritable: false } }],
  ['disk', 'notice little', { disk: { freeBytes: 100 * MIB, isWritable: true } }],
  ['disk', 'unknown not-told', { disk: null }],
  ['clock', 'notice ahead', { clockSkewMs: 5 * MINUTE_MS }],
  ['clock', 'notice behind', { clockSkewMs: -5 * MINUTE_MS }],
  ['clock', 'bad wrong', { clockSkewMs: -30 * HOUR_MS }],
  ['clock', 'unknown not-told', { clockSkewMs: null }],
  ['sandbox', 'bad off', { isSandboxed: false }],
])('%s: "%s" is what is found', (id, finding, facts) => {
  expect(findingsOf(lookOf(facts), id)).toEqual([finding]);
});

test('everything that holds notifications back is named, each with its own end', () => {
  const look = lookOf(
    {},
    {
      systemQuiet: { source: 'kde', state: 'do-not-disturb' },
      pausedUntilMs: 95 * MINUTE_MS,
      notifications: { ...defaultSettings.notifications, quietHours: { enabled: true, from: '11:00', to: '12:30' } },
    },
  );
  expect(checksOf(look, 'do-not-disturb').map(({ finding, facts }) => [finding, facts])).toEqual([
    ['system-on', { source: 'KDE Plasma' }],
    ['paused', { until: '13:35' }],
    ['quiet-hours', { until: '12:30' }],
  ]);
  expect(findingsOf(lookOf({}, { systemQuiet: null }), 'do-not-disturb')).toEqual(['unknown not-told']);
});

test('notifications that Gatehouse itself switched off are named, and what else is bad', () => {
  const notifications = { ...defaultSettings.notifications, enabled: false };
  expect(findingsOf(lookOf({}, { notifications }), 'notifications')).toEqual(['notice switched-off']);
  expect(findingsOf(lookOf({ notifications: { tag: 'no-daemon' } }, { notifications }), 'notifications')).toEqual([
    'notice switched-off',
    'bad no-daemon',
  ]);
});

test('what a lock screen hides is told beside the notifications themselves', () => {
  const notifications = { ...defaultSettings.notifications, hideContent: true };
  expect(findingsOf(lookOf({ lockScreen: 'hidden' }, { notifications }), 'notifications')).toEqual([
    'good buttons',
    'good content-hidden',
    'notice not-on-lock-screen',
  ]);
});

test.each<[ConnectionState, string]>([
  [{ tag: 'live' }, 'good live'],
  [{ tag: 'off' }, 'good off'],
  [{ tag: 'sign-in-needed', why: 'refused' }, 'bad sign-in-refused'],
  [{ tag: 'sign-in-needed', why: 'credentials-file-missing' }, 'bad credentials-file-missing'],
  [{ tag: 'retrying', retryAtMs: 1, cause: { code: 'refused' } }, 'bad refused'],
  [{ tag: 'failed', cause: { code: 'tls', certificate: 'not-yet-valid' } }, 'bad certificate-not-yet-valid'],
  [{ tag: 'retrying', retryAtMs: 1, cause: { code: 'rate-limited', status: 429 } }, 'notice rate-limited'],
])('a connection that is %j is found as "%s"', (state, finding) => {
  expect(findingsOf(lookOf({}, { connections: [{ kind: 'happy', practice: false, state }] }), 'connections')).toEqual([
    finding,
  ]);
});

test('connections are told by their number in the list of the window, the practice one not at all', () => {
  const live = { tag: 'live' } as const;
  const failed = { tag: 'failed', cause: { code: 'server-error', status: 503 } } as const;
  const look = lookOf(
    {},
    {
      connections: [
        { kind: 'ccr', practice: true, state: live },
        { kind: 'local', practice: false, state: live },
        { kind: 'happy', practice: false, state: failed },
      ],
    },
  );
  expect(checksOf(look, 'connections').map(({ facts }) => facts)).toEqual([
    { connection: '#2 (local)', number: '2', kind: 'local' },
    { connection: '#3 (happy)', number: '3', kind: 'happy', status: '503' },
  ]);
  expect(findingsOf(lookOf({}, { connections: [] }), 'connections')).toEqual(['notice none']);
});

type Claude = NonNullable<DoctorLook['claudeCode']>;
const claudeWith = (change: Partial<Claude>, more: Partial<DoctorLook> = {}) => {
  const { claudeCode } = lookOf();
  return lookOf({}, { claudeCode: claudeCode === null ? null : { ...claudeCode, ...change }, ...more });
};

test('hooks that an administrator blocks are found as blocked, though they stand in the file', () => {
  const path = '/etc/claude-code/managed-settings.json';
  const look = claudeWith({
    obstacles: [
      { code: 'managed-only', path },
      { code: 'managed-only', path: '/other' },
    ],
  });
  expect(findingsOf(look, 'hooks')).toEqual(['bad managed-only']);
  expect(JSON.stringify(doctorReport(look))).not.toContain('managed-settings');
});

test('how hooks stand is told, and whether somebody listens', () => {
  expect(findingsOf(claudeWith({ gatewayPort: null }), 'hooks')).toEqual(['bad no-gateway']);
  expect(findingsOf(claudeWith({ gatewayPort: null }, { isRunning: false }), 'hooks')).toEqual(['good connected']);
  expect(findingsOf(claudeWith({ hooks: { tag: 'not-connected' } }), 'hooks')).toEqual(['notice not-connected']);
  expect(findingsOf(claudeWith({ hooks: { tag: 'not-connected' } }, { areHooksResting: true }), 'hooks')).toEqual([
    'good resting',
  ]);
  const detail = 'line 3, column 7: expected a value';
  expect(checksOf(claudeWith({ hooks: { tag: 'unreadable', detail } }), 'hooks')[0]?.facts).toEqual({
    place: 'line 3, column 7',
  });
});

test('a fix that this computer does not have is not offered', () => {
  const facts = { notifications: { tag: 'no-daemon' } } as const;
  expect(checksOf(lookOf(facts), 'notifications')[0]?.fix).toBe('system-notifications');
  expect(checksOf(lookOf({ ...facts, fixes: [] }), 'notifications')[0]?.fix).toBe(null);
  expect(checksOf(lookOf({ trayHost: 'missing', fixes: [] }), 'tray')[0]?.fix).toBe('tray-extension');
});

test('the causes of a surface that is not seen are those of notifications, silence and tray, the gravest first', () => {
  const look = lookOf(
    { trayHost: 'missing', lockScreen: 'hidden', disk: { freeBytes: 0, isWritable: false } },
    { systemQuiet: { source: 'gnome', state: 'do-not-disturb' } },
  );
  expect(surfaceCauses(doctorReport(look)).map(({ finding }) => finding)).toEqual(['no-host-gnome', 'system-on']);
  expect(surfaceCauses(doctorReport(lookOf()))).toEqual([]);
});
