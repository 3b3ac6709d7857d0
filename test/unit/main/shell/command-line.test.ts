import { expect, test } from 'vitest';
import { linkOfSecondStart, readCommandLine } from '../../../../main/shell/app/command-line.ts';

test('every argument of ours is read, and those of Electron are left to it', () => {
  const args = [
    '--user-data-dir=/p',
    '--config=/a.json',
    '--practice=if-empty',
    '--print-events',
    '--screenshot=/s.png',
    '--hidden',
    '--check-updates',
  ];
  expect(readCommandLine(args)).toEqual({
    checkUpdates: true,
    configPaths: ['/a.json'],
    practice: 'if-empty',
    printEvents: true,
    screenshotPath: '/s.png',
    hidden: true,
    claude: null,
    doctor: null,
    link: null,
    remarks: [],
  });
});

test('what is not known, given twice or without its value is named and stops nothing', () => {
  const line = readCommandLine([
    '--frobnicate',
    'file.txt',
    '--hidden',
    '--hidden',
    '--config=',
    '--practice=maybe',
    '--screenshot',
  ]);
  expect(line.remarks).toEqual([
    { code: 'unknown-argument', argument: '--frobnicate' },
    { code: 'unknown-argument', argument: '...' },
    { code: 'given-twice', argument: '--hidden' },
    { code: 'value-missing', argument: '--config' },
    { code: 'value-not-known', argument: '--practice' },
    { code: 'value-missing', argument: '--screenshot' },
  ]);
  expect({ practice: line.practice, hidden: line.hidden }).toEqual({ practice: 'no', hidden: true });
});

test.each([
  [['--connect-claude'], 'connect'],
  [['--disconnect-claude'], 'disconnect'],
  [['--connect-claude', '--disconnect-claude'], null],
  [['--connect-claude=now'], null],
  [[], null],
])('a script that gives %j asks for %s', (args, claude) => {
  expect(readCommandLine(args).claude).toBe(claude);
});

test.each([
  [['--doctor'], 'text'],
  [['--doctor=text'], 'text'],
  [['--doctor=json'], 'json'],
  [['--doctor=xml'], 'not-known'],
  [[], null],
])('%j asks the Doctor for %s', (args, doctor) => {
  expect(readCommandLine(args).doctor).toBe(doctor);
});

test('two configuration files are both handed on, so that their reader can say so', () => {
  expect(readCommandLine(['--config=a', '--config=b']).configPaths).toEqual(['a', 'b']);
});

test('a second start hands over a link and no switch', () => {
  expect(linkOfSecondStart(['app', '--inspect', '--config=/evil', '--', 'gatehouse://inbox'])).toBe(
    'gatehouse://inbox',
  );
  expect(linkOfSecondStart(['app', '--config=/evil', '--gpu-launcher=x'])).toBeNull();
});
