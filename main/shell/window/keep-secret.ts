import { clipboard, dialog, type BrowserWindow } from 'electron';
import type { WindowSurface } from '../../ports/surfaces.ts';
import { writePrivateFile } from './private-file.ts';

/** Brings a secret from main to where the person wants it. No page sees it on the way. */
export async function keepSecret(
  window: BrowserWindow | null,
  ...[text, way, suggestedName]: Parameters<WindowSurface['keepSecret']>
): ReturnType<WindowSurface['keepSecret']> {
  try {
    if (way === 'clipboard') {
      await clipboard.writeText(text);
      return 'kept';
    }
    const path = await choosePath(window, suggestedName);
    if (path === null) return 'left';
    await writePrivateFile(path, `${text}\n`);
    return 'kept';
  } catch {
    return 'not-written';
  }
}

async function choosePath(window: BrowserWindow | null, defaultPath: string): Promise<string | null> {
  const chosen = await (window === null
    ? dialog.showSaveDialog({ defaultPath })
    : dialog.showSaveDialog(window, { defaultPath }));
  return chosen.canceled || chosen.filePath === '' ? null : chosen.filePath;
}
