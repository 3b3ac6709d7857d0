import { connect } from 'node:net';
import { startAnnounced } from '../../../build/runtime/child-process.mjs';
import { asRoot, ROOT_PREFIX } from './root.ts';

const SOCKET = '/run/dbus/system_bus_socket';

/** The bus of the system, at its one place: that of this computer, or where none runs one for the length of a test. */
export async function needSystemBus(): Promise<{ stop(): Promise<void> }> {
  if (await isThere()) return { stop: () => Promise.resolve() };
  asRoot('mkdir', '-p', '/run/dbus');
  asRoot('rm', '-f', SOCKET);
  const [program, ...args] = [...ROOT_PREFIX, 'dbus-daemon', '--system', '--nofork', '--nopidfile'];
  const daemon = await startAnnounced(program, [...args, '--print-address=3']);
  return {
    async stop() {
      await daemon.stop();
      asRoot('rm', '-f', SOCKET);
    },
  };
}

function isThere(): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(SOCKET);
    socket.once('connect', () => (socket.destroy(), resolve(true)));
    socket.once('error', () => resolve(false));
  });
}
