import { safeStorage } from 'electron';
import type { DoctorFacts } from '../../domain/doctor/doctor-facts.ts';
import type { SessionKeyring } from './linux-session.ts';

/**
 * Whether typed tokens can be kept, and else why not.
 *
 * @param session   the keyring of a Linux session; null where there is no session bus
 * @param isBasic   `--password-store=basic` was given
 */
export function keyring(
  platform: NodeJS.Platform,
  session: SessionKeyring | null,
  isBasic: boolean,
): DoctorFacts['keyring'] {
  if (platform !== 'linux') {
    const backend = platform === 'darwin' ? 'Keychain' : 'DPAPI';
    return safeStorage.isEncryptionAvailable() ? { tag: 'encrypts', backend } : { tag: 'none', why: 'absent' };
  }
  if (isBasic) return { tag: 'none', why: 'basic-text' };
  if (session === null) return { tag: 'none', why: 'no-bus' };
  if (session !== 'open') return { tag: 'none', why: session };
  const backend: string = safeStorage.getSelectedStorageBackend();
  if (backend === 'basic_text' || backend === 'unknown') return { tag: 'none', why: 'not-used' };
  // Only now, since Chromium would have the person asked for the password of a locked one, and wait.
  return safeStorage.isEncryptionAvailable() ? { tag: 'encrypts', backend } : { tag: 'none', why: 'not-used' };
}
