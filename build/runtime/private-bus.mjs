import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startAnnounced } from './child-process.mjs';

/**
 * Starts a D-Bus session bus of our own. It starts no service by itself: who is on it is who was put there.
 *
 * @param {string} [socketPath]  where a bus shall come back that an earlier one left; else a fresh place
 * @returns {Promise<{ address: string, env: { DBUS_SESSION_BUS_ADDRESS: string }, stop: () => Promise<void> }>}
 */
export async function startPrivateBus(socketPath) {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'gatehouse-bus-'));
  const configPath = path.join(dir, 'session.conf');
  const listenPath = socketPath ?? path.join(dir, 'bus');
  const address = `unix:path=${listenPath}`;
  fs.writeFileSync(configPath, busConfig(address));
  const daemon = await startAnnounced('dbus-daemon', [`--config-file=${configPath}`, '--nofork', '--print-address=3']);
  return {
    address,
    env: { DBUS_SESSION_BUS_ADDRESS: address },
    stop: async () => {
      await daemon.stop();
      for (const left of [dir, listenPath]) fs.rmSync(left, { recursive: true, force: true });
    },
  };
}

/** @param {string} address */
function busConfig(address) {
  return `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>${address}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <!-- Who reaches the socket is a matter of its folder. Without this, only the user who started the bus may join. -->
    <allow user="*"/>
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`;
}
