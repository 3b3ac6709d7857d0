import { Variant } from '@jellybrick/dbus-next';
import * as z from 'zod';
import { followAnswer } from './follow-answer.ts';
import { followName } from './name-owner.ts';
import { evenLate, type SessionBus } from './session-bus.ts';

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
  let known: Network | null = null;
  let stopAsking = () => {};

  function hear(next: Network): void {
    const isNews = known !== null && next.isConnected && !(known.isConnected && known.wayOut === next.wayOut);
    known = next;
    if (isNews) onNetwork();
  }

  const follow = (owner: string) =>
    followAnswer(
      bus,
      {
        rule: `type='signal',sender='${owner}',interface='${PROPERTIES}',member='PropertiesChanged',path='${PATH}'`,
        isNews: ({ sender, member, body }) => sender === owner && member === 'PropertiesChanged' && body[0] === NAME,
        async ask() {
          const call = { destination: owner, path: PATH, interface: PROPERTIES, signature: 's', body: [NAME] };
          const reply = await evenLate(bus.call({ ...call, member: 'GetAll' }));
          const read = reply.ok ? properties.safeParse(reply.value) : undefined;
          return read?.success === true ? read.data[0] : null;
        },
      },
      hear,
    );

  const stopName = followName(bus, NAME, (owner) => {
    stopAsking();
    stopAsking = owner === null ? () => {} : follow(owner);
  });
  return () => {
    stopAsking();
    stopName();
  };
}
