import { programsAbove } from './process-tree.ts';
import { runProgram } from './run-program.ts';

/** Selects the tab whose terminal device is the first argument; says `found` if there is one. */
const TERMINAL_SCRIPT = `on run {device}
  tell application "Terminal"
    repeat with w in windows
      repeat with t in tabs of w
        if tty of t is device then
          set selected of t to true
          set index of w to 1
          activate
          return "found"
        end if
      end repeat
    end repeat
  end tell
end run`;

const ITERM_SCRIPT = `on run {device}
  tell application "iTerm2"
    repeat with w in windows
      repeat with t in tabs of w
        repeat with s in sessions of t
          if tty of s is device then
            select w
            select t
            select s
            activate
            return "found"
          end if
        end repeat
      end repeat
    end repeat
  end tell
end run`;

/** Brings the terminal of a process to the front: its very tab in Terminal and iTerm, else the program it runs in. */
export async function raiseOnMac(pid: number, tty?: string): Promise<boolean> {
  const device = tty ?? deviceOf(await runProgram('ps', ['-o', 'tty=', '-p', String(pid)]));
  for (const { name } of await programsAbove(pid, 'darwin')) {
    // Programs of the desktop live in a bundle; shells and agents do not.
    const bundle = /^(\/.*?\.app)\/Contents\/MacOS\//u.exec(name)?.[1];
    if (bundle === undefined) continue;
    const script = bundle.endsWith('/Terminal.app')
      ? TERMINAL_SCRIPT
      : bundle.endsWith('/iTerm.app')
        ? ITERM_SCRIPT
        : null;
    if (script !== null && device !== null) {
      const said = await runProgram('osascript', ['-e', script, device]);
      if (said?.trim() === 'found') return true;
    }
    return (await runProgram('open', ['-a', bundle])) !== null;
  }
  return false;
}

function deviceOf(tty: string | null): string | null {
  const name = tty?.trim() ?? '';
  return /^tty\w+$/u.test(name) ? `/dev/${name}` : null;
}
