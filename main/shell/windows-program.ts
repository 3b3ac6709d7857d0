import { win32 } from 'node:path';

/**
 * Full path of a program of Windows. One that is only named is looked for in the working folder first, where a download or
 * another person may have put something else under that name.
 *
 * @param place  below `System32`
 */
export function windowsProgram(
  place: readonly string[],
  environment: Readonly<Record<string, string | undefined>> = process.env,
): string {
  const root = environment['SystemRoot'];
  return win32.join(root !== undefined && win32.isAbsolute(root) ? root : 'C:\\Windows', 'System32', ...place);
}
