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

/** Of Chromium and Node: each lets whoever wrote the command line see or steer what is inside. */
const OPEN_DOORS = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'remote-allow-origins',
  'inspect',
  'inspect-brk',
  'inspect-port',
  'inspect-publish-uid',
  'inspect-wait',
  'js-flags',
  'load-extension',
  'custom-devtools-frontend',
  // Programs that would run in the place of our own.
  'gpu-launcher',
  'renderer-cmd-prefix',
  'utility-cmd-prefix',
  'browser-subprocess-path',
  // What the page may not do. Electron itself always sets `allow-file-access-from-files`; our page is no file.
  'disable-web-security',
  'disable-site-isolation-trials',
  // Where names lead, and whom to believe.
  'host-rules',
  'host-resolver-rules',
  'ignore-certificate-errors',
  'ignore-certificate-errors-spki-list',
  // What is said on the line, into a file.
  'ssl-key-log-file',
  'log-net-log',
];

/** True if a packaged app was started with a door open to whoever asks. It must end then. */
export function hasForbiddenSwitch(isPackaged: boolean, hasSwitch: (name: string) => boolean): boolean {
  return isPackaged && OPEN_DOORS.some(hasSwitch);
}
