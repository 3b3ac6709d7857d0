import { DBusError, Message } from '@jellybrick/dbus-next';
import { joinBus } from './bus-client.ts';
import { serveObject } from './served-object.ts';

const NAME = 'org.freedesktop.login1';
const PATH = '/org/freedesktop/login1';
const MANAGER = 'org.freedesktop.login1.Manager';
const SESSION_PATH = '/org/freedesktop/login1/session/_31';

/** What tells programs that the computer goes to sleep. Give its bus to the app as DBUS_SYSTEM_BUS_ADDRESS. */
export interface LoginDaemon {
  suspend(): Promise<void>;
  resume(): Promise<void>;
  lock(): Promise<void>;
  unlock(): Promise<void>;
  stop(): Promise<void>;
}

export async function startLoginDaemon(address: string): Promise<LoginDaemon> {
  const client = await joinBus(address);
  serveObject(client.bus, PATH, {
    [`${MANAGER}.GetSession`]: { out: 'o', run: () => [SESSION_PATH] },
    [`${MANAGER}.GetSessionByPID`]: { out: 'o', run: () => [SESSION_PATH] },
    [`${MANAGER}.Inhibit`]: {
      out: 'h',
      run() {
        throw new DBusError('org.freedesktop.DBus.Error.NotSupported', 'no file descriptors here');
      },
    },
  });
  await client.bus.requestName(NAME, 0);
  async function signal(path: string, name: string, member: string, signature: string, body: unknown[]): Promise<void> {
    client.bus.send(Message.newSignal(path, name, member, signature, body));
    await client.settle();
  }
  return {
    suspend: () => signal(PATH, MANAGER, 'PrepareForSleep', 'b', [true]),
    resume: () => signal(PATH, MANAGER, 'PrepareForSleep', 'b', [false]),
    lock: () => signal(SESSION_PATH, 'org.freedesktop.login1.Session', 'Lock', '', []),
    unlock: () => signal(SESSION_PATH, 'org.freedesktop.login1.Session', 'Unlock', '', []),
    stop: client.leave,
  };
}
