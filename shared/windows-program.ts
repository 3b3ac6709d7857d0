export const WINDOWS_POWERSHELL = 'WindowsPowerShell\\v1.0\\powershell.exe';

/**
 * Full path of a program of Windows. One that is only named is looked for in the working folder first, where a download or
 * another person may have put something else under that name.
 *
 * @param place  below `System32`
 */
export function windowsProgram(place: string, environment: Readonly<Record<string, string | undefined>>): string {
  const root = environment['SystemRoot'];
  const isAbsolute = root !== undefined && /^[A-Za-z]:\\/.test(root);
  return `${isAbsolute ? root : 'C:\\Windows'}\\System32\\${place}`;
}
