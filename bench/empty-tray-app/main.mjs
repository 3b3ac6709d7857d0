// The least an Electron app with a tray icon can be: what it costs is what Electron costs.
import path from 'node:path';
import { app, Menu, Tray } from 'electron';

/** @type {Tray | null} Kept, or it would be collected and vanish. */
let tray = null;
void app.whenReady().then(() => {
  tray = new Tray(path.join(import.meta.dirname, '../../build/tray/idle-dark.png'));
  tray.setContextMenu(Menu.buildFromTemplate([{ label: 'Open' }, { label: 'Quit', click: () => app.quit() }]));
  app.on('before-quit', () => tray?.destroy());
});
app.on('window-all-closed', () => undefined);
