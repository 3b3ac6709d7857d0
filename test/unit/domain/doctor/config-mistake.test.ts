import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readManagedConfig } from '../../../../main/storage/managed-config.ts';
import { checksOf, lookOf } from './looks.ts';

const dir = mkdtempSync(join(tmpdir(), 'gatehouse-config: connections: expected CANARY '));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** What the Doctor says of a managed configuration with this text, through the real reader. */
function factsOf(text: string | null): readonly unknown[] {
  const path = join(dir, text === null ? 'CANARY-missing.json' : 'CANARY.json');
  if (text !== null) writeFileSync(path, text, { mode: 0o600 });
  const { problems } = readManagedConfig({ arguments: [path], environment: undefined });
  const checks = checksOf(lookOf({}, { problems }), 'config');
  expect(JSON.stringify(checks)).not.toContain('CANARY');
  return checks.map(({ finding, facts }) => [finding, facts]);
}

test.each<[string | null, string, string, string]>([
  ['{"theme": CANARY}', 'invalid', 'line 1, column 11', 'expected a value'],
  ['{"theme": "CANARY"}', 'invalid', 'theme', 'expected "system" or "light" or "dark"'],
  ['{"CANARY": 1}', 'invalid', 'the file', 'holds a key that is not known'],
  ['{"notifications": {"CANARY": 1}}', 'invalid', 'notifications', 'holds a key that is not known'],
  ['[]', 'invalid', 'the file', 'expected an object'],
  [
    '{"connections": [{"id": "a", "kind": "CANARY"}]}',
    'invalid',
    'connections[0].kind',
    'expected "ccr" or "happy" or "local"',
  ],
])('of %j it tells the kind, the place and what was expected', (text, finding, place, expected) => {
  expect(factsOf(text)).toEqual([[finding, { place, expected }]]);
});

test('an address with a token in it is named by its place alone', () => {
  const credentials = { accessToken: 'CANARY' };
  const connection = { id: 'a', kind: 'ccr', name: 'CANARY', baseUrl: 'http://CANARY.example', credentials };
  expect(factsOf(JSON.stringify({ connections: [connection] }))).toEqual([
    [
      'invalid',
      {
        place: 'connections[0].baseUrl',
        expected: 'expected an https URL without user name (http only for 127.0.0.1, [::1] or localhost)',
      },
    ],
  ]);
});

test('a file that is not there, and one of a newer version, are told without their paths', () => {
  expect(factsOf(null)).toEqual([['unreadable', { expected: 'expected a file, there is none' }]]);
  expect(factsOf('{"version": 99}')).toEqual([['newer-version', {}]]);
});
