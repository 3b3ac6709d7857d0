import * as z from 'zod';
import { addMatch, removeMatch } from '../dbus/name-owner.ts';
import type { SessionBus } from '../dbus/session-bus.ts';

const NAME = 'org.erikreider.swaync.cc';
const PATH = '/org/erikreider/swaync/cc';

const got = z.tuple([z.boolean()]);

/** Follows do-not-disturb of SwayNotificationCenter. Its signals differ by version, so they are only a reason to ask. */
export function followSwaync(bus: SessionBus, owner: string, onQuiet: (isQuiet: boolean) => void): () => void {
  let isOver = false;
  async function read(): Promise<void> {
    const reply = await bus.call({ destination: owner, path: PATH, interface: NAME, member: 'GetDnd' });
    const value = reply.ok ? got.safeParse(reply.value) : undefined;
    if (!isOver && value?.success === true) onQuiet(value.data[0]);
  }
  const stop = bus.onSignal((signal) => {
    if (signal.sender === owner && signal.interface === NAME) void read();
  });
  const rule = `type='signal',sender='${owner}',interface='${NAME}'`;
  void addMatch(bus, rule).then(read);
  return () => {
    isOver = true;
    stop();
    removeMatch(bus, rule);
  };
}
