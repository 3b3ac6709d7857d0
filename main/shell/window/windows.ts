import { app, BrowserWindow, dialog, nativeTheme } from 'electron';
import type { Place } from '../../../shared/ipc/contract.ts';
import type { SurfaceWords } from '../../../shared/strings/surfaces.ts';
import { SECOND_MS } from '../../../shared/units.ts';
import type { Clock } from '../../ports/clock.ts';
import type { WindowSurface } from '../../ports/surfaces.ts';
import { confirmReceiver } from './confirm-receiver.ts';
import { keepSecret } from './keep-secret.ts';
import { openWebLink } from './link-opening.ts';
import { PAGE_ORIGIN } from './window-security.ts';
import type { WindowPlacement } from './window-placement.ts';

const CRASH_GAP_MS = 10 * SECOND_MS;
const BACKGROUND = { light: '#f7f6f3', dark: '#17181a' } as const;

export interface AppWindow extends WindowSurface {
  /** The page that calls may come from; null while there is no window. */
  readonly contents: Electron.WebContents | null;
  /** Creates the window without taking the focus from what the person is doing. One that is open stays where it is. */
  openQuietly(place?: Place): void;
  /** The place asked for before the page could hear of it; the page takes it with its first snapshot. */
  pageIsReady(): void;
  /** Wayland lets a program raise its window only with the token that came with the person's click. */
  activateWith(token: string): void;
  destroy(): void;
}

/**
 * The one window: made when first wanted, destroyed when closed.
 *
 * @param onFocusChange  whether the person is looking at it
 */
export function createAppWindow(tools: {
  readonly preloadPath: string;
  readonly iconPath: string;
  readonly words: () => SurfaceWords;
  readonly placement: WindowPlacement;
  readonly clock: Clock;
  readonly onOpenChange: (isOpen: boolean) => void;
  readonly onFocusChange: (isFocused: boolean) => void;
  readonly onCrash: (reason: string) => void;
}): AppWindow {
  let window: BrowserWindow | null = null;
  let isPageReady = false;
  let waitingPlace: Place | null = null;
  let lastCrashMs = Number.NEGATIVE_INFINITY;

  function create(isQuiet: boolean): BrowserWindow {
    const made = new BrowserWindow({
      ...tools.placement.read(),
      minWidth: 480,
      minHeight: 360,
      show: false,
      title: 'Gatehouse',
      icon: tools.iconPath,
      autoHideMenuBar: true,
      backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
      webPreferences: {
        preload: tools.preloadPath,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webviewTag: false,
        spellcheck: false,
        devTools: !app.isPackaged,
      },
    });
    window = made;
    isPageReady = false;
    made.removeMenu();
    made.once('ready-to-show', () => (isQuiet ? made.showInactive() : made.show()));
    made.on('close', () => tools.placement.write(made.getNormalBounds()));
    made.on('closed', () => {
      if (window !== made) return;
      window = null;
      tools.onFocusChange(false);
      tools.onOpenChange(false);
    });
    made.on('focus', () => tools.onFocusChange(true));
    made.on('blur', () => tools.onFocusChange(false));
    // What the page does next finds the same state in main; a fresh page takes it from a snapshot.
    made.webContents.on('render-process-gone', (_event, details) => {
      tools.onCrash(details.reason);
      isPageReady = false;
      if (made.isDestroyed() || details.reason === 'clean-exit') return;
      // A page that dies at once again would do so for ever; the next open makes a new window.
      if (tools.clock.monotonicMs() - lastCrashMs < CRASH_GAP_MS) return made.destroy();
      lastCrashMs = tools.clock.monotonicMs();
      made.webContents.reload();
    });
    made.webContents.on('did-start-loading', () => (isPageReady = false));
    void made.loadURL(`${PAGE_ORIGIN}/index.html`).catch(() => tools.onCrash('page-not-loaded'));
    tools.onOpenChange(true);
    return made;
  }

  function front(made: BrowserWindow): void {
    if (made.isMinimized()) made.restore();
    made.show();
    made.focus();
  }

  const surface: AppWindow = {
    get isOpen() {
      return window !== null;
    },
    get contents() {
      return window?.webContents ?? null;
    },
    open(place) {
      if (window === null) create(false);
      else front(window);
      if (place === undefined) return;
      if (isPageReady) surface.push('window:show', place);
      else waitingPlace = place;
    },
    openQuietly(place) {
      if (window !== null) return;
      create(true);
      waitingPlace = place ?? null;
    },
    pageIsReady() {
      isPageReady = true;
      const place = waitingPlace;
      waitingPlace = null;
      if (place !== null) surface.push('window:show', place);
    },
    push(name, payload) {
      if (window !== null && !window.webContents.isDestroyed()) window.webContents.send(name, payload);
    },
    async chooseExportPath(suggestedName) {
      const options = {
        defaultPath: suggestedName,
        filters: [
          suggestedName.endsWith('.jsonl')
            ? { name: tools.words().export.jsonLines, extensions: ['jsonl'] }
            : { name: 'JSON', extensions: ['json'] },
        ],
      };
      const chosen =
        window === null ? await dialog.showSaveDialog(options) : await dialog.showSaveDialog(window, options);
      return chosen.canceled || chosen.filePath === '' ? null : chosen.filePath;
    },
    async chooseFolder() {
      const options: Electron.OpenDialogOptions = { properties: ['openDirectory', 'createDirectory'] };
      const chosen =
        window === null ? await dialog.showOpenDialog(options) : await dialog.showOpenDialog(window, options);
      return chosen.canceled ? null : (chosen.filePaths[0] ?? null);
    },
    async confirmQuit(running) {
      const words = tools.words().quit;
      const options = {
        type: 'question' as const,
        buttons: [words.quit, words.cancel],
        defaultId: 1,
        cancelId: 1,
        message: words.message(running),
        detail: words.detail,
      };
      const { response } =
        window === null ? await dialog.showMessageBox(options) : await dialog.showMessageBox(window, options);
      return response === 0;
    },
    confirmReceiver: (of, host) => confirmReceiver(window, tools.words().receiver, of, host),
    keepSecret: (text, way, suggestedName) => keepSecret(window, text, way, suggestedName),
    openLink: (url) => openWebLink(window, url, tools.words().link),
    activateWith(token) {
      process.env['XDG_ACTIVATION_TOKEN'] = token;
    },
    destroy() {
      window?.destroy();
    },
  };
  return surface;
}
