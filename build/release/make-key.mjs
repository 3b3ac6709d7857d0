import { orSayWhy } from './or-say-why.mjs';
import { makeKey } from './update-keys.mjs';

// Usage: node build/release/make-key.mjs FILE
// Writes a new private key for lists of versions to FILE (mode 600), and prints the public one, for UPDATE_PUBLIC_KEYS.
await orSayWhy(() => {
  const [, , keyPath] = process.argv;
  if (keyPath === undefined) throw new Error('Say where the private key goes: node build/release/make-key.mjs FILE');
  console.log(makeKey(keyPath));
});
