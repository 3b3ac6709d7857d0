import { expect, test } from 'vitest';
import { maskSecrets } from '../../../main/storage/mask-secrets.ts';

test.each([
  [
    'curl -H "Authorization: Bearer abc.def-123" https://x.example',
    'curl -H "Authorization: Bearer ***" https://x.example',
  ],
  ["curl -H 'authorization: token s3cr3t'", "curl -H 'authorization: token ***'"],
  ['git clone https://me:hunter2@git.example/x', 'git clone https://***@git.example/x'],
  ['export API_KEY=abc123 && run', 'export API_KEY=*** && run'],
  ['{"access_token":"abc","n":1}', '{"access_token":***,"n":1}'],
  ['mysql --password hunter2 -u me', 'mysql --password *** -u me'],
  ['mysql --password=hunter2', 'mysql --password=***'],
  ['open https://x.example/?token=abc&page=2', 'open https://x.example/?token=***&page=2'],
  ["AWS_SECRET_ACCESS_KEY='a b' cmd", 'AWS_SECRET_ACCESS_KEY=*** cmd'],
  ['echo sk-ant-api03-aaaaaaaaaaaaaaaaaaaaaa', 'echo ***'],
  ['echo ghp_0123456789abcdef0123', 'echo ***'],
  ['echo AKIAIOSFODNN7EXAMPLE', 'echo ***'],
  ['echo eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln', 'echo ***'],
  ['-----BEGIN RSA PRIVATE KEY-----\nMII\n-----END RSA PRIVATE KEY----- x', '*** x'],
])('%s', (text, masked) => expect(maskSecrets(text)).toBe(masked));

test.each([
  'npm test',
  'git commit -m "Add tokenizer"',
  'cat README.md',
  'https://x.example/a@b',
  'ls author',
  'skip-this-long-option-name',
])('leaves %s alone', (text) => expect(maskSecrets(text)).toBe(text));

test('a long hostile text ends soon', () => {
  for (const piece of ['token', 'a-', '://', 'authorization: ', '-----BEGIN PRIVATE KEY', '"', 'x']) {
    expect(maskSecrets(piece.repeat(100_000 / piece.length)).length).toBeGreaterThan(0);
  }
});
