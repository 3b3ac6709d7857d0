import { expect, test } from 'vitest';
import { nextArguments, nextEnvironment } from '../../../main/updates/next-start.ts';

test('the next start gets what this one got, without what was meant once', () => {
  const args = ['--config=/etc/a.json', '--hidden', '--check-updates', '--screenshot=/tmp/a.png', '--practice'];
  expect(nextArguments(args, { hadWindow: false })).toEqual(['--config=/etc/a.json', '--practice', '--hidden']);
  expect(nextArguments(args, { hadWindow: true })).toEqual([
    '--config=/etc/a.json',
    '--practice',
    '--',
    'gatehouse://settings',
  ]);
});

test('a link that opened this start does not open the next, nor becomes a switch of it', () => {
  const args = ['--print-events', 'gatehouse://inbox', '--', 'GATEHOUSE://x', '--remote-debugging-port=1'];
  expect(nextArguments(args, { hadWindow: false })).toEqual(['--print-events', '--hidden']);
});

test('nothing of the environment leads into the AppImage of this start', () => {
  const APPDIR = '/tmp/.mount_a1';
  const next = nextEnvironment({
    APPDIR,
    APPIMAGE: '/home/a/Gatehouse.AppImage',
    ARGV0: 'x',
    OWD: '/home/a',
    PATH: `${APPDIR}/usr/bin:/usr/bin:${APPDIR}:/bin`,
    XDG_DATA_DIRS: `${APPDIR}/usr/share`,
    HOME: '/home/a',
    GONE: undefined,
  });
  expect(next).toEqual({ PATH: '/usr/bin:/bin', HOME: '/home/a' });
});

test('outside an AppImage the environment stays as it is', () => {
  expect(nextEnvironment({ PATH: '/usr/bin:/bin', EMPTY: '' })).toEqual({ PATH: '/usr/bin:/bin', EMPTY: '' });
});
