import { WINDOWS_POWERSHELL, windowsProgram } from '../../../../shared/windows-program.ts';
import { runProgram } from './run-program.ts';

/**
 * Walks up from the process to the first one with a window and brings that to the front. The number is all that is put
 * into the script, and it is a number.
 */
const script = (pid: number) => `
$at = ${pid}
for ($i = 0; $i -lt 20 -and $at; $i++) {
  $one = Get-Process -Id $at -ErrorAction SilentlyContinue
  if ($one -and $one.MainWindowHandle -ne 0) {
    if ((New-Object -ComObject WScript.Shell).AppActivate($at)) { 'found' }
    break
  }
  $at = (Get-CimInstance Win32_Process -Filter "ProcessId=$at").ParentProcessId
}`;

export async function raiseOnWindows(pid: number): Promise<boolean> {
  const said = await runProgram(windowsProgram(WINDOWS_POWERSHELL, process.env), [
    '-NoProfile',
    '-NonInteractive',
    '-Command',
    script(pid),
  ]);
  return said?.trim() === 'found';
}
