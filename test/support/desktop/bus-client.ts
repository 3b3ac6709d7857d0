import { EventEmitter, once } from 'node:events';
import { Message, sessionBus, Variant, type MessageBus } from '@jellybrick/dbus-next';
import * as z from 'zod';

const withStream = z.object({ _connection: z.object({ stream: z.instanceof(EventEmitter) }) });

/** One program on the bus. */
export interface BusClient {
  readonly bus: MessageBus;
  readonly uniqueName: string;
  call(
    destination: string,
    path: string,
    member: string,
    signature?: string,
    body?: unknown[],
  ): Promise<readonly unknown[]>;
  /** Lets everything sent so far reach the bus first. */
  settle(): Promise<void>;
  leave(): Promise<void>;
}

/** @param member  of `call`: interface and member, joined by a dot */
export async function joinBus(address: string): Promise<BusClient> {
  const bus = sessionBus({ busAddress: address });
  const emitter: EventEmitter = bus;
  emitter.on('error', () => {});
  await once(bus, 'connect');
  const stream = withStream.parse(bus)._connection.stream;
  const call: BusClient['call'] = async (destination, path, member, signature = '', body = []) => {
    const cut = member.lastIndexOf('.');
    const reply = await bus.call(
      new Message({
        destination,
        path,
        interface: member.slice(0, cut),
        member: member.slice(cut + 1),
        signature,
        body,
      }),
    );
    return reply?.body ?? [];
  };
  // Not `once` of the events module: that fails if the bus ends while something is on its way to it.
  const gone = new Promise((resolve) => stream.once('close', resolve));
  return {
    bus,
    uniqueName: bus.name ?? '',
    call,
    settle: async () =>
      void (await call('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus.GetId')),
    async leave() {
      bus.disconnect();
      await gone;
    },
  };
}

/** Takes variants off, all the way down; byte arrays become their length. */
export function plain(value: unknown): unknown {
  if (value instanceof Variant) return plain(value.value);
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Uint8Array) return `<${value.length} bytes>`;
  if (Array.isArray(value)) return value.map(plain);
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
  }
  return value;
}
