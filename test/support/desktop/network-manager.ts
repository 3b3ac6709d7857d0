import { Message, Variant } from '@jellybrick/dbus-next';
import { joinBus } from './bus-client.ts';
import { createHappenings } from './happenings.ts';
import { serveObject } from './served-object.ts';

const NAME = 'org.freedesktop.NetworkManager';
const PATH = '/org/freedesktop/NetworkManager';
const PROPERTIES = 'org.freedesktop.DBus.Properties';

export interface Network {
  readonly state: number;
  /** The connection that is the way out. */
  readonly primary: string;
}

export const OFFLINE: Network = { state: 20, primary: '/' };
export const ON_WIRE: Network = { state: 70, primary: `${PATH}/ActiveConnection/1` };
export const IN_TUNNEL: Network = { state: 70, primary: `${PATH}/ActiveConnection/2` };

/** The part of NetworkManager that tells which way out is taken. */
export interface NetworkManager {
  becomes(next: Network): Promise<void>;
  /** Resolves when it was asked so often. */
  asked(count: number): Promise<void>;
  stop(): Promise<void>;
}

/** @param name  null for a program that only claims to be it */
export async function startNetworkManager(
  address: string,
  first: Network,
  name: string | null = NAME,
): Promise<NetworkManager> {
  const client = await joinBus(address);
  const asked = createHappenings<null>('questions');
  let now = first;
  const values = () => ({ State: new Variant('u', now.state), PrimaryConnection: new Variant('o', now.primary) });
  serveObject(client.bus, PATH, {
    [`${PROPERTIES}.GetAll`]: {
      out: 'a{sv}',
      run() {
        asked.push(null);
        return [values()];
      },
    },
  });
  if (name !== null) await client.bus.requestName(name, 0);
  return {
    asked: async (count) => void (await asked.next(() => asked.all.length >= count)),
    async becomes(next) {
      now = next;
      client.bus.send(Message.newSignal(PATH, PROPERTIES, 'PropertiesChanged', 'sa{sv}as', [NAME, values(), []]));
      await client.settle();
    },
    stop: client.leave,
  };
}
