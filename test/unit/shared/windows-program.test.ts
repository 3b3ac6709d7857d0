import { win32 } from 'node:path';
import { expect, test } from 'vitest';
import { spawnPlan } from '../../../main/backends/local/process/spawn-plan.ts';
import { playersFor } from '../../../main/shell/sound/players.ts';
import { windowsProgram } from '../../../shared/windows-program.ts';

test('programs of Windows are started by their full path, wherever Windows is', () => {
  expect(windowsProgram('reg.exe', { SystemRoot: 'D:\\Win' })).toBe('D:\\Win\\System32\\reg.exe');
  expect(windowsProgram('reg.exe', {})).toBe('C:\\Windows\\System32\\reg.exe');
  expect(windowsProgram('reg.exe', { SystemRoot: '.' })).toBe('C:\\Windows\\System32\\reg.exe');
});

test('what plays a sound or runs a command file is not whatever lies in the working folder', () => {
  const host = { platform: 'win32', environment: {} } as const;
  const programs = [
    ...playersFor('win32', 'C:\\sounds\\ask.wav').map(({ command }) => command),
    spawnPlan('C:\\npm\\claude.cmd', ['--version'], host).program,
  ];
  expect(programs.map((program) => [win32.isAbsolute(program), win32.basename(program)])).toEqual([
    [true, 'powershell.exe'],
    [true, 'cmd.exe'],
  ]);
});
