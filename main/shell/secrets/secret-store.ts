import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { safeStorage } from 'electron';
import * as z from 'zod';
import type { Logger } from '../../ports/logger.ts';
import type { SecretStore } from '../../ports/secret-store.ts';

/** Encrypted secrets by name, base64. Broken or foreign content counts as no secrets. */
const vaultFile = z.record(z.string(), z.base64());

/**
 * Secrets encrypted by the operating system's keychain, or in memory where there is none. The keychain is first spoken to
 * when a secret is needed, since on Linux that may wait for a keyring that never answers.
 */
export function createSecretStore(vaultPath: string, platform: NodeJS.Platform, log: Logger): SecretStore {
  const memory = new Map<string, string>();
  let answer: boolean | null = null;

  function encrypts(): boolean {
    answer ??= reallyEncrypts(platform);
    return answer;
  }
  function read(): Map<string, string> {
    try {
      return new Map(Object.entries(vaultFile.parse(JSON.parse(readFileSync(vaultPath, 'utf8')))));
    } catch {
      return new Map();
    }
  }
  function write(vault: ReadonlyMap<string, string>): void {
    mkdirSync(dirname(vaultPath), { recursive: true, mode: 0o700 });
    const nextPath = `${vaultPath}.new`;
    writeFileSync(nextPath, JSON.stringify(Object.fromEntries(vault)), { mode: 0o600, flush: true });
    chmodSync(nextPath, 0o600);
    renameSync(nextPath, vaultPath);
  }

  return {
    get encrypts() {
      return encrypts();
    },
    get(name) {
      const kept = memory.get(name);
      if (kept !== undefined) return Promise.resolve(kept);
      const sealed = read().get(name);
      if (sealed === undefined || !encrypts()) return Promise.resolve(null);
      try {
        return Promise.resolve(safeStorage.decryptString(Buffer.from(sealed, 'base64')));
      } catch {
        log.warn('secret-unreadable'); // sealed with the key of another keychain
        return Promise.resolve(null);
      }
    },
    set(name, value) {
      memory.set(name, value);
      if (!encrypts()) return Promise.resolve('memory');
      try {
        write(read().set(name, safeStorage.encryptString(value).toString('base64')));
        return Promise.resolve('keychain');
      } catch {
        log.error('secret-not-kept');
        return Promise.resolve('memory');
      }
    },
    delete(name) {
      memory.delete(name);
      const vault = read();
      if (vault.delete(name)) write(vault);
      return Promise.resolve();
    },
  };
}

/** `basic_text` encrypts with a key that is written in Chromium's source; `unknown` may do the same. */
function reallyEncrypts(platform: NodeJS.Platform): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false;
  if (platform !== 'linux') return true;
  const backend: string = safeStorage.getSelectedStorageBackend();
  return backend !== 'basic_text' && backend !== 'unknown';
}
