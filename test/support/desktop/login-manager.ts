import { Message } from '@jellybrick/dbus-next';
import { startPrivateBus } from '../../../build/runtime/private-bus.mjs';
import { joinBus } from './bus-client.ts';
import { createHappenings } from './happenings.ts';
import { serveObject } from './served-object.ts';

const PATH = '/org/freedesktop/login1';
const MANAGER = 'org.freedesktop.login1.Manager';
const SESSION_PATH = `${PATH}/session/_31`;

/** The part of systemd's login manager that tells programs of suspend and resume, on a system bus of its own. */
export interface LoginManager {
  /** For the environment of the program that shall hear it. */
  readonly env: { readonly DBUS_SYSTEM_BUS_ADDRESS: string };
  /** Resolves once a program listens for the next sleep: it then asks to be waited for. */
  listened(): Promise<void>;
  sleep(): Promise<void>;
  wake(): Promise<void>;
  stop(): Promise<void>;
}

export async function startLoginManager(): Promise<LoginManager> {
  const bus = await startPrivateBus();
  const client = await joinBus(bus.address);
  const delays = createHappenings<string>('requests to delay a sleep');
  const session = { out: 'o', run: () => [SESSION_PATH] };
  serveObject(client.bus, PATH, {
    [`${MANAGER}.Inhibit`]: {
      out: 'h',
      run: ([what]) => {
        delays.push(String(what));
        throw new Error('no file descriptors here'); // a program goes on without the delay
      },
    },
    [`${MANAGER}.GetSession`]: session,
    [`${MANAGER}.GetSessionByPID`]: session,
  });
  await client.bus.requestName('org.freedesktop.login1', 0);
  const tell = async (starts: boolean) => {
    client.bus.send(Message.newSignal(PATH, MANAGER, 'PrepareForSleep', 'b', [starts]));
    await client.settle();
  };
  return {
    env: { DBUS_SYSTEM_BUS_ADDRESS: bus.address },
    listened: async () => void (await delays.next((what) => what.includes('sleep'))),
    sleep: () => tell(true),
    wake: () => tell(false),
    async stop() {
      await client.leave();
      await bus.stop();
    },
  };
}
