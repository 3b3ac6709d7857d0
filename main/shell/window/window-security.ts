import { app, protocol, session } from 'electron';
import { readPage } from './app-protocol.ts';

export const PAGE_ORIGIN = 'app://ui';

/** Before `ready`: tells Chromium what kind of scheme ours is, and turns on its sandbox for every page. */
export function prepareSecurity(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
  // Together with --no-sandbox (needed as root) this makes Chromium's network service start over and over.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => event.preventDefault());
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}

/** After `ready`: serves the page and refuses everything a page may ask of the computer. */
export function secureSession(rendererDir: string): void {
  const ours = session.defaultSession;
  ours.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  ours.setPermissionCheckHandler(() => false);
  ours.setDevicePermissionHandler(() => false);
  ours.on('will-download', (event) => event.preventDefault());
  protocol.handle('app', (request) => readPage(rendererDir, request.url));
}

const DEBUG_SWITCHES = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'inspect',
  'inspect-brk',
  'js-flags',
  'gpu-launcher',
];

/** True if a packaged app was started with a door open to whoever asks. It must end then. */
export function hasForbiddenSwitch(isPackaged: boolean, hasSwitch: (name: string) => boolean): boolean {
  return isPackaged && DEBUG_SWITCHES.some(hasSwitch);
}
