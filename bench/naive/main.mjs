// What a client is like that was written without a thought for its cost: every frame is parsed, every message is kept, and
// every event goes to the page on its own. Two classes, as usual: a socket, and a manager of sockets.
import path from 'node:path';
import { app, BrowserWindow, Menu, Tray } from 'electron';
import { WebSocket } from 'ws';

class SessionSocket {
  /**
   * @param {string} url
   * @param {(message: unknown) => void} onMessage
   */
  constructor(url, onMessage) {
    this.socket = new WebSocket(url, { headers: { authorization: 'Bearer bench' } });
    this.socket.on('message', (/** @type {Buffer} */ data) => onMessage(JSON.parse(data.toString())));
    this.socket.on('open', () => setInterval(() => this.socket.ping(), 30_000));
  }
}

class SessionManager {
  /** @param {BrowserWindow} window */
  constructor(window) {
    this.window = window;
    /** @type {Map<string, unknown[]>} */
    this.messages = new Map();
    this.count = 0;
  }

  /** @param {string} base @param {string} id */
  watch(base, id) {
    const messages = this.messages.get(id) ?? [];
    this.messages.set(id, messages);
    return new SessionSocket(`${base}/v1/sessions/ws/${id}/subscribe`, (message) => {
      messages.push(message);
      this.window.webContents.send('message', { id, message });
      this.count += 1;
    });
  }
}

void app.whenReady().then(async () => {
  const { NAIVE_BASE = '', NAIVE_IDS = '' } = process.env;
  const tray = new Tray(path.join(import.meta.dirname, '../../build/tray/idle-dark.png'));
  tray.setContextMenu(Menu.buildFromTemplate([{ label: 'Quit', click: () => app.quit() }]));
  const window = new BrowserWindow({
    width: 1100,
    height: 760,
    webPreferences: { nodeIntegration: true, contextIsolation: false },
  });
  await window.loadFile(path.join(import.meta.dirname, 'page.html'));
  const manager = new SessionManager(window);
  for (const id of NAIVE_IDS.split(',')) manager.watch(NAIVE_BASE, id);
  process.on('SIGUSR2', () => process.stdout.write(`count ${manager.count}\n`));
});
