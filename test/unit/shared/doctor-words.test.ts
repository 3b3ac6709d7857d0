import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ConnectionState } from '../../../shared/model/connection.ts';
import { DOCTOR_CHECKS } from '../../../shared/model/doctor-names.ts';
import { DOCTOR_FINDINGS } from '../../../shared/model/doctor-findings.ts';
import { doctorFindingWords as german } from '../../../shared/strings/de/window/doctor.ts';
import { doctorSentence, type DoctorWords } from '../../../shared/strings/doctor-sentence.ts';
import { doctorFindingWords as english } from '../../../shared/strings/en/window/doctor.ts';
import { doctorReport } from '../../../main/domain/doctor/doctor-report.ts';
import type { DoctorFacts } from '../../../main/domain/doctor/doctor-facts.ts';
import { healthyFacts, lookOf } from '../domain/doctor/looks.ts';

const languages: readonly (readonly [string, DoctorWords])[] = [
  ['English', english],
  ['German', german],
];

const state = fc.oneof(
  fc.constantFrom<ConnectionState>({ tag: 'live' }, { tag: 'off' }, { tag: 'connecting' }),
  fc
    .constantFrom('unreachable', 'tls', 'protocol')
    .map((code): ConnectionState => ({ tag: 'failed', cause: { code } })),
  fc.integer().map((status): ConnectionState => ({ tag: 'failed', cause: { code: 'server-error', status } })),
);
const facts = fc.record({
  notifications: fc.constantFrom<DoctorFacts['notifications']>(
    { tag: 'no-bus' },
    { tag: 'no-daemon' },
    { tag: 'system' },
    { tag: 'daemon', name: 'dunst', version: '1.9', capabilities: [] },
    { tag: 'daemon', name: 'dunst', version: '1.9', capabilities: ['actions'] },
  ),
  notificationPermission: fc.constantFrom<DoctorFacts['notificationPermission']>('on', 'off', 'banners-off', 'unknown'),
  lockScreen: fc.constantFrom<DoctorFacts['lockScreen']>('shown', 'without-content', 'hidden', 'unknown'),
  install: fc.constantFrom<DoctorFacts['install']>('deb', 'snap', 'flatpak', 'source'),
  trayHost: fc.constantFrom<DoctorFacts['trayHost']>('there', 'missing', 'no-bus'),
  runtime: fc
    .constantFrom('GNOME', 'KDE', 'XFCE', 'sway', 'LXQt', 'MATE')
    .map((desktop) => ({ ...healthyFacts.runtime, desktop })),
  keyring: fc.constantFrom<DoctorFacts['keyring']>(
    { tag: 'encrypts', backend: 'kwallet6' },
    { tag: 'none', why: 'not-used' },
    { tag: 'none', why: 'locked' },
    { tag: 'not-told' },
  ),
  disk: fc.option(fc.record({ freeBytes: fc.nat(), isWritable: fc.boolean() })),
  clockSkewMs: fc.option(fc.integer({ min: -1e9, max: 1e9 })),
});

describe.each(languages)('in %s', (_language, words) => {
  test('every finding has words, and every button a label', () => {
    for (const id of DOCTOR_CHECKS) {
      const codes = Object.keys(DOCTOR_FINDINGS[id]);
      expect(Object.keys(words.findings[id]).toSorted()).toEqual(codes.toSorted());
    }
  });

  test('what is bad and can be mended by hand says what to do', () => {
    const silent = DOCTOR_CHECKS.flatMap((id) => {
      const states: Readonly<Record<string, { readonly state: string }>> = DOCTOR_FINDINGS[id];
      const ofCheck: Readonly<Record<string, { readonly todo?: string }>> = words.findings[id];
      return Object.entries(states)
        .filter(([code, finding]) => finding.state === 'bad' && ofCheck[code]?.todo === undefined)
        .map(([code]) => `${id} ${code}`);
    });
    expect(silent).toEqual([]);
  });

  test('whatever is found, its sentence is complete', () => {
    fc.assert(
      fc.property(facts, fc.array(state), (given, states) => {
        const connections = states.map((one) => ({ kind: 'ccr', practice: false, state: one }) as const);
        for (const check of doctorReport(lookOf(given, { connections })).checks) {
          const { says, todo } = doctorSentence(words, check);
          expect(`${check.id} ${check.finding} ${says} ${todo ?? ''}`).not.toMatch(/[{}?]/);
        }
      }),
    );
  });

  test('a connection is told by its name where the window knows one', () => {
    const check = doctorReport(lookOf()).checks.find(({ id }) => id === 'connections');
    if (check === undefined) throw new Error('no connection was looked at');
    expect(doctorSentence(words, check).says).toContain('#1 (ccr)');
    expect(doctorSentence(words, check, { connection: 'Work' }).says).toContain('Work');
  });
});
