/** Which desktop's words fit, by the name that the system has in the facts about surfaces. */
export function systemOf(platform: string): 'mac' | 'windows' | 'linux' {
  if (platform === 'darwin') return 'mac';
  return platform === 'win32' ? 'windows' : 'linux';
}
