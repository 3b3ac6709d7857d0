import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { autostartFile } from '../../../../main/shell/app/autostart-file.ts';
import { pagePath, readPage } from '../../../../main/shell/window/app-protocol.ts';

test('the page comes with a policy that lets nothing else in', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'gatehouse-page-'));
  writeFileSync(join(dir, 'index.html'), '<!doctype html>');
  const answer = await readPage(dir, 'app://ui/');
  expect(answer.headers.get('content-security-policy')).toMatch(
    /^default-src 'none'; script-src 'self';.*require-trusted-types-for 'script'$/,
  );
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  expect(await answer.text()).toBe('<!doctype html>');
  expect((await readPage(dir, 'app://ui/missing.js')).status).toBe(404);
});

test('no URL leads out of the folder of the page', () => {
  const parts = fc.array(fc.constantFrom('..', '%2e%2e', '%2f', '..%2f', '\\', 'a', '.env', '%00', 'index.html', '/'), {
    maxLength: 8,
  });
  fc.assert(
    fc.property(parts, fc.constantFrom('app://ui/', 'app://other/', 'file:///'), (names, start) => {
      const path = pagePath('/srv/page', start + names.join('/'));
      if (path !== null) expect(path).toMatch(/^\/srv\/page\/[A-Za-z0-9_-]/);
    }),
  );
});

test('the log-in file quotes the command as the desktop specification asks', () => {
  expect(autostartFile(['/opt/My App/gatehouse', 'say "$x"', '100%', '--hidden'])).toContain(
    'Exec="/opt/My App/gatehouse" "say \\\\"\\\\$x\\\\"" 100%% --hidden\n',
  );
});
