import * as z from 'zod';
import { followAnswer } from '../dbus/follow-answer.ts';
import { evenLate, type BusSignal, type SessionBus } from '../dbus/session-bus.ts';

const NAME = 'org.erikreider.swaync.cc';
const PATH = '/org/erikreider/swaync/cc';

const got = z.tuple([z.boolean()]);

/** Follows do-not-disturb of SwayNotificationCenter. Its signals differ by version, so they are only a reason to ask. */
export function followSwaync(bus: SessionBus, owner: string, onQuiet: (isQuiet: boolean) => void): () => void {
  const question = {
    rule: `type='signal',sender='${owner}',interface='${NAME}'`,
    isNews: (signal: BusSignal) => signal.sender === owner && signal.interface === NAME,
    async ask() {
      const call = { destination: owner, path: PATH, interface: NAME, member: 'GetDnd' };
      const reply = await evenLate(bus.call(call));
      const value = reply.ok ? got.safeParse(reply.value) : undefined;
      return value?.success === true ? value.data[0] : null;
    },
  };
  return followAnswer(bus, question, onQuiet);
}
