import { win32 } from 'node:path';
import { expect, test } from 'vitest';
import { playersFor } from '../../../../main/shell/sound/players.ts';
import { windowsProgram } from '../../../../main/shell/windows-program.ts';

test('programs of Windows are started by their full path, wherever Windows is', () => {
  expect(windowsProgram(['reg.exe'], { SystemRoot: 'D:\\Win' })).toBe('D:\\Win\\System32\\reg.exe');
  expect(windowsProgram(['reg.exe'], {})).toBe('C:\\Windows\\System32\\reg.exe');
  expect(windowsProgram(['reg.exe'], { SystemRoot: '.' })).toBe('C:\\Windows\\System32\\reg.exe');
});

test('a sound is not played by whatever lies in the working folder', () => {
  const players = playersFor('win32', 'C:\\sounds\\ask.wav');
  expect(players.map(({ command }) => [win32.isAbsolute(command), win32.basename(command)])).toEqual([
    [true, 'powershell.exe'],
  ]);
});
