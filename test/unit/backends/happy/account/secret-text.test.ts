import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fingerprint } from '../../../../../main/backends/happy/account/fingerprint.ts';
import { readSecret, writeRecoveryKey, writeSecret } from '../../../../../main/backends/happy/account/secret-text.ts';
import { err, ok } from '../../../../../shared/result.ts';
import { happyVectors } from '../../../../support/happy-vectors.ts';

const anySecret = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes));

test.each(happyVectors.normalizeSecret)('$input is read as Happy reads it', (vector) => {
  const wanted = vector.ok ? ok(Buffer.from(vector.secret_b64url, 'base64url')) : err({ code: 'not-a-key' });
  expect(readSecret(vector.input)).toEqual(wanted);
});

test.each(happyVectors.accounts)('the forms of account $anon_id are those of the app', (account) => {
  expect(writeSecret(account.secret_hex)).toBe(account.secret_b64url);
  expect(writeRecoveryKey(account.secret_hex)).toBe(account.backup);
  expect(readSecret(account.secret_b64url)).toEqual(ok(account.secret_hex));
  expect(readSecret(account.backup)).toEqual(ok(account.secret_hex));
});

test('every secret is read back from each of its forms, dashes of base64url included', () => {
  fc.assert(
    fc.property(anySecret, (secret) => {
      const recovery = writeRecoveryKey(secret);
      expect(recovery).toMatch(/^([A-Z2-7]{5}-){10}[A-Z2-7]{2}$/);
      const forms = [
        writeSecret(secret),
        `${writeSecret(secret)}=`,
        secret.toString('base64'),
        recovery,
        recovery.toLowerCase(),
        recovery.replaceAll('-', ' '),
        recovery.replaceAll('-', ''),
        recovery.replaceAll('O', '0').replaceAll('I', '1').replaceAll('B', '8').replaceAll('G', '9'),
        `  ${recovery}\n`,
      ];
      expect(forms.map(readSecret)).toEqual(forms.map(() => ok(secret)));
    }),
  );
});

test('any other text is no key, whatever it is', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 42 }), (text) => {
      expect(readSecret(text)).toEqual(err({ code: 'not-a-key' }));
    }),
  );
  fc.assert(
    fc.property(anySecret, fc.integer({ min: 1, max: 30 }), (secret, cut) => {
      expect(readSecret(writeSecret(secret).slice(cut)).ok).toBe(false);
      expect(readSecret(writeRecoveryKey(secret).slice(0, -cut)).ok).toBe(false);
      expect(readSecret(`${writeRecoveryKey(secret)}-${'A'.repeat(cut + 1)}`).ok).toBe(false);
    }),
  );
});

test('a fingerprint is the anonymous id in groups of four', () => {
  expect(fingerprint('d153561a79d4792a')).toBe('d153 561a 79d4 792a');
});
