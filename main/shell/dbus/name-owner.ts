import * as z from 'zod';
import { evenLate, type SessionBus } from './session-bus.ts';

const BUS = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
} as const;
const ownerChanged = z.tuple([z.string(), z.string(), z.string()]);
const ownerReply = z.tuple([z.string()]);

/**
 * Follows who owns a well-known name, across restarts of the owner and of the bus.
 *
 * @param onOwner  called at every change with the unique name, or null while nobody owns it
 * @param onAsked  called once per connection to the bus, when the owner at that time is known
 * @returns        stops following
 */
export function followName(
  bus: SessionBus,
  name: string,
  onOwner: (owner: string | null) => void,
  onAsked: () => void = () => {},
): () => void {
  let owner: string | null = null;
  let heardChange = false;

  function set(next: string | null): void {
    if (next === owner) return;
    owner = next;
    onOwner(owner);
  }

  const stopSignals = bus.onSignal((signal) => {
    if (signal.sender !== BUS.destination || signal.member !== 'NameOwnerChanged') return;
    const body = ownerChanged.safeParse(signal.body);
    if (!body.success || body.data[0] !== name) return;
    heardChange = true;
    set(body.data[2] === '' ? null : body.data[2]);
  });

  async function ask(): Promise<void> {
    heardChange = false;
    await addMatch(bus, `type='signal',sender='${BUS.destination}',member='NameOwnerChanged',arg0='${name}'`);
    const told = await ownerOf(bus, name);
    if (!bus.isUp) return;
    // A change heard meanwhile is at least as new as this answer.
    if (!heardChange) set(told);
    onAsked();
  }

  const stopChanges = bus.onChange((isUp) => {
    if (isUp) void ask();
    else set(null);
  });
  return () => {
    stopSignals();
    stopChanges();
  };
}

/** The unique name of whoever owns this one now; null while nobody does. */
export async function ownerOf(bus: SessionBus, name: string): Promise<string | null> {
  const reply = await evenLate(bus.call({ ...BUS, member: 'GetNameOwner', signature: 's', body: [name] }));
  const body = reply.ok ? ownerReply.safeParse(reply.value) : undefined;
  return body?.success === true ? body.data[0] : null;
}

export async function addMatch(bus: SessionBus, rule: string): Promise<void> {
  await bus.call({ ...BUS, member: 'AddMatch', signature: 's', body: [rule] });
}

/** Takes back what `addMatch` asked for: the bus keeps it for as long as we are on it. */
export function removeMatch(bus: SessionBus, rule: string): void {
  void bus.call({ ...BUS, member: 'RemoveMatch', signature: 's', body: [rule] });
}

/** Starts the service behind a name if the system knows how. Many desktops start their notification daemon only so. */
export async function startService(bus: SessionBus, name: string): Promise<void> {
  await bus.call({ ...BUS, member: 'StartServiceByName', signature: 'su', body: [name, 0] });
}
