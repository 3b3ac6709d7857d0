import { Variant } from '@jellybrick/dbus-next';
import * as z from 'zod';
import { addMatch, followName, removeMatch } from './name-owner.ts';
import type { SessionBus } from './session-bus.ts';

const NAME = 'org.freedesktop.NetworkManager';
const PATH = '/org/freedesktop/NetworkManager';
const PROPERTIES = 'org.freedesktop.DBus.Properties';
/** From here on there is a way beyond this computer's own network. */
const CONNECTED_SITE = 60;

const variantOf = <T>(inner: z.ZodType<T>) =>
  z
    .instanceof(Variant)
    .transform(({ value }): unknown => value)
    .pipe(inner);
const properties = z.tuple([
  z.object({ State: variantOf(z.number()), PrimaryConnection: variantOf(z.string()) }).transform((all) => ({
    isConnected: all.State >= CONNECTED_SITE,
    wayOut: all.PrimaryConnection,
  })),
]);
type Network = z.output<typeof properties>[0];

/**
 * Tells when this computer has a network again, or another one: old connections may look alive and lead nowhere. Signals
 * are only a reason to ask, and come several at once for each change.
 *
 * @param bus  the system's bus
 */
export function followNetworkManager(bus: SessionBus, onNetwork: () => void): () => void {
  let owner: string | null = null;
  let rule: string | null = null;
  let known: Network | null = null;
  let isOver = false;

  async function ask(destination: string): Promise<void> {
    const reply = await bus.call({
      destination,
      path: PATH,
      interface: PROPERTIES,
      member: 'GetAll',
      signature: 's',
      body: [NAME],
    });
    const read = reply.ok ? properties.safeParse(reply.value) : undefined;
    if (isOver || read?.success !== true) return;
    const [next] = read.data;
    const isNews = known !== null && next.isConnected && !(known.isConnected && known.wayOut === next.wayOut);
    known = next;
    if (isNews) onNetwork();
  }

  const stopSignals = bus.onSignal(({ sender, member, body }) => {
    if (sender === owner && member === 'PropertiesChanged' && body[0] === NAME) void ask(sender);
  });
  const stopName = followName(bus, NAME, (next) => {
    owner = next;
    if (rule !== null) removeMatch(bus, rule);
    rule = null;
    if (next === null) return;
    rule = `type='signal',sender='${next}',interface='${PROPERTIES}',member='PropertiesChanged',path='${PATH}'`;
    void addMatch(bus, rule).then(() => ask(next));
  });
  return () => {
    isOver = true;
    stopSignals();
    stopName();
  };
}
