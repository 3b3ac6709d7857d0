import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startAnnounced } from './child-process.mjs';

/**
 * Starts a D-Bus session bus of our own. It starts no service by itself: who is on it is who was put there.
 *
 * @returns {Promise<{ env: { DBUS_SESSION_BUS_ADDRESS: string }, stop: () => Promise<void> }>}
 */
export async function startPrivateBus() {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'gatehouse-bus-'));
  const configPath = path.join(dir, 'session.conf');
  fs.writeFileSync(configPath, busConfig(dir));
  const daemon = await startAnnounced('dbus-daemon', [`--config-file=${configPath}`, '--nofork', '--print-address=3']);
  return {
    env: { DBUS_SESSION_BUS_ADDRESS: daemon.announced },
    stop: async () => {
      await daemon.stop();
      fs.rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** @param {string} dir */
function busConfig(dir) {
  return `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir=${dir}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`;
}
