import { WINDOWS_POWERSHELL, windowsProgram } from '../../../shared/windows-program.ts';

/** A program that plays a sound file, and what it has to be told. */
export interface Player {
  readonly command: string;
  readonly arguments: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

const WINDOWS_SCRIPT = '(New-Object System.Media.SoundPlayer $env:GATEHOUSE_SOUND).PlaySync()';

/** Programs that a system may have, the likeliest first. */
export function playersFor(platform: NodeJS.Platform, soundPath: string): readonly Player[] {
  switch (platform) {
    case 'darwin':
      return [{ command: '/usr/bin/afplay', arguments: [soundPath] }];
    case 'win32':
      return [
        {
          command: windowsProgram(WINDOWS_POWERSHELL, process.env),
          arguments: ['-NoProfile', '-NonInteractive', '-Command', WINDOWS_SCRIPT],
          // Never part of the script: a folder may have any name.
          environment: { GATEHOUSE_SOUND: soundPath },
        },
      ];
    default:
      return [
        { command: 'pw-play', arguments: [soundPath] },
        { command: 'paplay', arguments: [soundPath] },
        { command: 'aplay', arguments: ['-q', soundPath] },
        { command: 'canberra-gtk-play', arguments: ['-f', soundPath] },
      ];
  }
}
