import { dialog, type BrowserWindow } from 'electron';
import type { SurfaceWords } from '../../../shared/strings/surfaces.ts';
import { visibleHost } from '../../../shared/visible-host.ts';
import type { WindowSurface } from '../../ports/surfaces.ts';

/** Asks with a box drawn by the system, which no page can imitate or press. Leaving it is a no. */
export async function confirmReceiver(
  window: BrowserWindow | null,
  words: SurfaceWords['receiver'],
  ...[of, host]: Parameters<WindowSurface['confirmReceiver']>
): Promise<boolean> {
  const question = {
    type: 'warning' as const,
    message: words.message(visibleHost(host)),
    detail: words.detail[of],
    buttons: [words.no, words.yes],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  };
  const { response } =
    window === null ? await dialog.showMessageBox(question) : await dialog.showMessageBox(window, question);
  return response === 1;
}
