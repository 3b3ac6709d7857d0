import { Variant } from '@jellybrick/dbus-next';
import * as z from 'zod';
import { addMatch, removeMatch } from '../dbus/name-owner.ts';
import type { SessionBus } from '../dbus/session-bus.ts';

const NAME = 'org.xfce.Xfconf';
const PATH = '/org/xfce/Xfconf';
const CHANNEL = 'xfce4-notifyd';
const PROPERTY = '/do-not-disturb';

const got = z.tuple([z.instanceof(Variant)]);
const about = z.tuple([z.string(), z.string()]).rest(z.unknown());

/**
 * Follows do-not-disturb of Xfce, a setting that is not there until it is switched on for the first time.
 *
 * @source xfce4-notifyd's settings channel; `PropertyChanged` and `PropertyRemoved` name channel and property first
 */
export function followXfconf(bus: SessionBus, onQuiet: (isQuiet: boolean) => void): () => void {
  let isOver = false;

  async function read(): Promise<void> {
    const call = { destination: NAME, path: PATH, interface: NAME, signature: 'ss', body: [CHANNEL, PROPERTY] };
    const reply = await bus.call({ ...call, member: 'GetProperty' });
    if (isOver || (!reply.ok && reply.error.code === 'no-bus')) return;
    const value = reply.ok ? got.safeParse(reply.value) : undefined;
    onQuiet(value?.success === true && value.data[0].value === true);
  }

  const stop = bus.onSignal((signal) => {
    if (signal.interface !== NAME) return;
    const body = about.safeParse(signal.body);
    // Whoever sent it: it is only a reason to ask the real one.
    if (body.success && body.data[0] === CHANNEL && body.data[1] === PROPERTY) void read();
  });
  const rule = `type='signal',interface='${NAME}',path='${PATH}',arg0='${CHANNEL}'`;
  void addMatch(bus, rule).then(read);
  return () => {
    isOver = true;
    stop();
    removeMatch(bus, rule);
  };
}
