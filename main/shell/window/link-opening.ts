import { dialog, shell, type BrowserWindow } from 'electron';
import type { SurfaceWords } from '../../../shared/strings/surfaces.ts';
import { visibleHost } from '../../../shared/visible-host.ts';

/** The host as it is on the wire (punycode) and as its letters, or null for anything that is not an ordinary web link. */
function webLinkHost(url: URL): string | null {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
  if (url.username !== '' || url.password !== '' || url.hostname === '') return null;
  return visibleHost(url.hostname) + (url.port === '' ? '' : `:${url.port}`);
}

/** Asks with a box drawn by the system, which no page can imitate or press, and opens the browser on a yes. */
export async function openWebLink(
  window: BrowserWindow | null,
  url: URL,
  words: SurfaceWords['link'],
): Promise<boolean> {
  const host = webLinkHost(url);
  if (host === null) return false;
  const question = {
    type: 'question' as const,
    message: words.open(host),
    detail: url.href.length > 600 ? `${url.href.slice(0, 600)}\u2026` : url.href,
    buttons: [words.no, words.yes],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  };
  const { response } =
    window === null ? await dialog.showMessageBox(question) : await dialog.showMessageBox(window, question);
  if (response !== 1) return false;
  await shell.openExternal(url.href);
  return true;
}
