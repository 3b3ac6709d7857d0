import { clipboard, dialog, type BrowserWindow } from 'electron';
import type { WindowSurface } from '../../ports/surfaces.ts';
import { writePrivateFile } from './private-file.ts';

/** Brings a secret from main to where the person wants it. No page sees it on the way. */
export async function keepSecret(
  window: BrowserWindow | null,
  ...[text, way, suggestedName]: Parameters<WindowSurface['keepSecret']>
): ReturnType<WindowSurface['keepSecret']> {
  if (way === 'clipboard') {
    clipboard.writeText(text);
    return 'kept';
  }
  const options = { defaultPath: suggestedName };
  const chosen = window === null ? await dialog.showSaveDialog(options) : await dialog.showSaveDialog(window, options);
  if (chosen.canceled || chosen.filePath === '') return 'left';
  try {
    await writePrivateFile(chosen.filePath, `${text}\n`);
    return 'kept';
  } catch {
    return 'not-written';
  }
}
