import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import { CALL_NAMES, PUSH_NAMES } from '../shared/ipc/channels.ts';

/**
 * All that the page may reach of the app: named calls and named pushes, nothing else. Main checks every argument and
 * the sender again; the names are checked here so that the page cannot touch a channel of Electron's own.
 */
const calls: ReadonlySet<string> = new Set(CALL_NAMES);
const pushes: ReadonlySet<string> = new Set(PUSH_NAMES);

contextBridge.exposeInMainWorld(
  'bridge',
  Object.freeze({
    call(name: string, input: unknown): Promise<unknown> {
      if (!calls.has(name)) return Promise.reject(new Error('no such call'));
      return ipcRenderer.invoke(name, input);
    },
    on(name: string, listener: (payload: unknown) => void): () => void {
      if (!pushes.has(name)) throw new Error('no such push');
      const forward = (_event: IpcRendererEvent, payload: unknown): void => listener(payload);
      ipcRenderer.on(name, forward);
      return () => void ipcRenderer.removeListener(name, forward);
    },
  }),
);
