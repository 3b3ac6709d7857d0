import { chmodSync, mkdtempSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import type { Notice } from '../../../main/domain/notification-policy.ts';
import { createNodeNotifier } from '../../../main/shell/notifier/node-notifier.ts';
import { surfaceWordsOf } from '../../../shared/strings/surfaces.ts';
import { createHappenings } from '../../support/desktop/happenings.ts';

const dir = mkdtempSync(join(tmpdir(), 'gatehouse-helper-'));
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(dir, { recursive: true, force: true });
});

test('the helper, which cannot replace anything, shows a group anew when something unheard came to it, else not', async () => {
  const program = join(dir, 'notify-send');
  const record = join(dir, 'calls');
  writeFileSync(record, '');
  writeFileSync(program, `#!/bin/sh\necho call >> '${record}'\n`);
  chmodSync(program, 0o755);
  vi.stubEnv('PATH', `${dir}${delimiter}${process.env['PATH'] ?? ''}`);
  const calls = createHappenings<number>('calls of the helper');
  const watcher = watch(record, () => calls.push(readFileSync(record, 'utf8').split('\n').length - 1));
  const failures: string[] = [];
  let drawn = 0;
  const notifier = createNodeNotifier({
    platform: 'linux',
    appId: 'gatehouse',
    words() {
      drawn++;
      return surfaceWordsOf('en');
    },
    onAction() {},
    onFailed: () => void failures.push('failed'),
  });
  const group: Notice = {
    id: 'group',
    title: '3 waiting in 1 session',
    body: 'Payments',
    buttons: [],
    silent: false,
    ask: null,
    opens: { tag: 'inbox' },
  };
  notifier.show(group);
  await calls.next((count) => count === 1);
  notifier.show({ ...group, title: '2 waiting in 1 session', silent: true });
  notifier.show({ ...group, title: '3 waiting in 1 session' });
  await calls.next((count) => count === 2);
  notifier.show({ ...group, id: 'another' });
  await calls.next((count) => count === 3);
  watcher.close();
  expect([drawn, failures]).toEqual([3, []]);
});
