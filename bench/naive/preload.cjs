const { contextBridge, ipcRenderer } = require('electron');

contextBridge.exposeInMainWorld('peer', {
  onMessage: (/** @type {(event: unknown) => void} */ listener) =>
    ipcRenderer.on('message', (_event, message) => listener(message)),
});
