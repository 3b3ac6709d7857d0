import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The messages of one fixture, each as it was decrypted. */
export function fixtureLines(name: string): readonly string[] {
  const path = join(import.meta.dirname, '../../../fixtures/happy', name);
  return readFileSync(path, 'utf8').trimEnd().split('\n');
}
