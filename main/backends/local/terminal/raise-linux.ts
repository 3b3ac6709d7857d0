import { programsAbove, startVariable } from './process-tree.ts';
import { runProgram } from './run-program.ts';

/**
 * Raises the window of the terminal that a process runs in. X11 only, with `wmctrl` or `xdotool`: Wayland lets no
 * program raise another one's window.
 */
export async function raiseOnLinux(pid: number): Promise<boolean> {
  const windowId = await startVariable(pid, 'WINDOWID', 'linux');
  if (windowId !== null && /^\d{1,10}$/u.test(windowId) && (await activate(windowId))) return true;
  const pids = (await programsAbove(pid, 'linux')).map((program) => program.pid);
  const listed = (await runProgram('wmctrl', ['-l', '-p'])) ?? '';
  const windows = listed.split('\n').flatMap((line) => {
    const [id, , owner] = line.split(/\s+/u);
    return id !== undefined && /^0x[\da-f]+$/u.test(id) ? [{ id, owner: Number(owner) }] : [];
  });
  for (const owner of pids) {
    const window = windows.find((each) => each.owner === owner);
    if (window !== undefined && (await activate(window.id))) return true;
    const [found] = ((await runProgram('xdotool', ['search', '--onlyvisible', '--pid', String(owner)])) ?? '').split(
      '\n',
    );
    if (found !== undefined && /^\d+$/u.test(found) && (await activate(found))) return true;
  }
  return false;
}

/** @param windowId  number of an X11 window, decimal or `0x` */
async function activate(windowId: string): Promise<boolean> {
  const hex = `0x${Number(windowId).toString(16)}`;
  if ((await runProgram('wmctrl', ['-i', '-a', hex])) !== null) return true;
  return (await runProgram('xdotool', ['windowactivate', String(Number(windowId))])) !== null;
}
