import type { Problem } from '../../../shared/model/app-view.ts';
import type { CheckOf } from '../../../shared/model/doctor.ts';
import { HOUR_MS, MIB, MINUTE_MS } from '../../../shared/units.ts';
import { desktopName } from './desktop-name.ts';
import type { DoctorFacts } from './doctor-facts.ts';
import { found, nameFact } from './found.ts';

const LITTLE_BYTES = 500 * MIB;
/** Less than what a few answers with large inputs and the log may take at once. */
const FULL_BYTES = 20 * MIB;
const SKEW_MS = 2 * MINUTE_MS;
const GIB = 1024 * MIB;

export function checkRuntime({ runtime }: DoctorFacts, problems: readonly Problem[]): readonly CheckOf<'runtime'>[] {
  const { version, electron, chromium, node, system, desktop } = runtime;
  const facts = {
    version: nameFact(version),
    electron: nameFact(electron),
    chromium: nameFact(chromium),
    node: nameFact(node),
    system: nameFact(system),
    ...(desktop === null ? {} : { desktop: desktopName(desktop) ?? '?' }),
  };
  const went = problems.some(({ code }) => code === 'bug') ? [found('runtime', 'went-wrong')] : [];
  return [found('runtime', 'known', facts), ...went];
}

export function checkSandbox({ isSandboxed }: DoctorFacts): CheckOf<'sandbox'> {
  if (isSandboxed === null) return found('sandbox', 'not-told');
  return found('sandbox', isSandboxed ? 'on' : 'off');
}

export function checkKeychain({ keyring, runtime }: DoctorFacts): CheckOf<'keychain'> {
  switch (keyring.tag) {
    case 'encrypts':
      return found('keychain', 'encrypts', { backend: nameFact(keyring.backend) });
    case 'none':
      return found('keychain', keyring.why, { desktop: desktopName(runtime.desktop) ?? '?' });
    case 'not-told':
      return found('keychain', 'not-told');
  }
}

export function checkDisk({ disk }: DoctorFacts, problems: readonly Problem[]): readonly CheckOf<'disk'>[] {
  const codes = new Set(problems.map(({ code }) => code));
  return [
    roomCheck(disk),
    ...(codes.has('storage-failed') ? [found('disk', 'not-stored')] : []),
    ...(codes.has('outbox-truncated') || codes.has('journal-truncated') ? [found('disk', 'records-cut')] : []),
  ];
}

function roomCheck(disk: DoctorFacts['disk']): CheckOf<'disk'> {
  if (disk === null) return found('disk', 'not-told');
  const facts = { freeMb: String(Math.floor(disk.freeBytes / MIB)), freeGb: String(Math.floor(disk.freeBytes / GIB)) };
  // A file system that is full often refuses to be written, too: the nearer cause is named.
  if (disk.freeBytes < FULL_BYTES) return found('disk', 'full', facts);
  if (!disk.isWritable) return found('disk', 'read-only', facts);
  return found('disk', disk.freeBytes < LITTLE_BYTES ? 'little' : 'enough', facts);
}

export function checkClock({ clockSkewMs }: DoctorFacts): CheckOf<'clock'> {
  if (clockSkewMs === null) return found('clock', 'not-told');
  const awayMs = Math.abs(clockSkewMs);
  if (awayMs < SKEW_MS) return found('clock', 'right');
  const facts = { minutes: String(Math.round(awayMs / MINUTE_MS)) };
  if (awayMs >= HOUR_MS) return found('clock', 'wrong', facts);
  return found('clock', clockSkewMs > 0 ? 'ahead' : 'behind', facts);
}
