// The least an Electron app with a tray icon can be: what it costs is what Electron costs.
const path = require('node:path');
const { app, Menu, Tray } = require('electron');

let tray = null;
void app.whenReady().then(() => {
  tray = new Tray(path.join(__dirname, '../../build/tray/idle-dark.png'));
  tray.setContextMenu(Menu.buildFromTemplate([{ label: 'Open' }, { label: 'Quit', click: () => app.quit() }]));
});
app.on('window-all-closed', () => undefined);
