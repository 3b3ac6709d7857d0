import * as z from 'zod';
import { addMatch, ownerOf } from './name-owner.ts';
import { evenLate, type SessionBus } from './session-bus.ts';

const MEMBER = 'ActiveChanged';
const active = z.tuple([z.boolean()]);

/** One way in which programs that lock the screen speak of it. */
interface Locker {
  readonly speaks: string;
  readonly path: string;
  /** Who speaks so is one of these, or nobody to believe. */
  readonly names: readonly string[];
}

const LOCKERS: readonly Locker[] = [
  // GNOME's shell says it itself; the name of the interface belongs to a helper, which is not always there.
  {
    speaks: 'org.gnome.ScreenSaver',
    path: '/org/gnome/ScreenSaver',
    names: ['org.gnome.Shell.ScreenShield', 'org.gnome.ScreenSaver'],
  },
  ...['freedesktop', 'cinnamon', 'mate', 'xfce'].map((desktop) => ({
    speaks: `org.${desktop}.ScreenSaver`,
    path: `/org/${desktop}/ScreenSaver`,
    names: [`org.${desktop}.ScreenSaver`],
  })),
];

/**
 * Tells when the screen is locked and unlocked, and at first if it is locked: Electron does not under Linux. Any program
 * may send such a signal, and what is hidden on a locked screen must not come up for a forged one.
 */
export function followScreenLock(bus: SessionBus, onChange: (isLocked: boolean) => void): () => void {
  const said = new Map<Locker, boolean>();
  let isLocked = false;
  let isOver = false;

  function hear(locker: Locker, body: readonly unknown[]): void {
    const read = active.safeParse(body);
    if (isOver || !read.success) return;
    said.set(locker, read.data[0]);
    // Some only stand in for another one, and always say no.
    const next = [...said.values()].includes(true);
    if (next === isLocked) return;
    isLocked = next;
    onChange(isLocked);
  }

  async function judge(locker: Locker, sender: string, body: readonly unknown[]): Promise<void> {
    const owners = await Promise.all(locker.names.map((name) => ownerOf(bus, name)));
    if (owners.includes(sender)) hear(locker, body);
  }

  async function ask(locker: Locker, name: string): Promise<void> {
    // Only one that runs: asking under its name would start it.
    const destination = await ownerOf(bus, name);
    if (destination === null) return;
    const call = { destination, path: locker.path, interface: locker.speaks, member: 'GetActive' };
    const reply = await evenLate(bus.call(call));
    if (reply.ok) hear(locker, reply.value);
  }

  const stopSignals = bus.onSignal(({ sender, interface: speaks, member, body }) => {
    if (member !== MEMBER) return;
    const locker = LOCKERS.find((one) => one.speaks === speaks);
    if (locker !== undefined) void judge(locker, sender, body);
  });
  const stopChanges = bus.onChange((isUp) => {
    if (!isUp) return;
    void addMatch(bus, `type='signal',member='${MEMBER}'`).then(() => {
      for (const locker of LOCKERS) for (const name of locker.names) void ask(locker, name);
    });
  });
  return () => {
    isOver = true;
    stopSignals();
    stopChanges();
  };
}
