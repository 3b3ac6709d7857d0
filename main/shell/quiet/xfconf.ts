import { Variant } from '@jellybrick/dbus-next';
import * as z from 'zod';
import { followAnswer } from '../dbus/follow-answer.ts';
import { evenLate, type BusSignal, type SessionBus } from '../dbus/session-bus.ts';

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
  const rule = `type='signal',interface='${NAME}',path='${PATH}',arg0='${CHANNEL}'`;

  async function ask(): Promise<boolean | null> {
    const call = { destination: NAME, path: PATH, interface: NAME, signature: 'ss', body: [CHANNEL, PROPERTY] };
    const reply = await evenLate(bus.call({ ...call, member: 'GetProperty' }));
    if (!reply.ok) return reply.error.code === 'no-bus' ? null : false;
    const value = got.safeParse(reply.value);
    return value.success && value.data[0].value === true;
  }

  /** Whoever sent it: it is only a reason to ask the real one. */
  function isNews(signal: BusSignal): boolean {
    const body = about.safeParse(signal.body);
    return signal.interface === NAME && body.success && body.data[0] === CHANNEL && body.data[1] === PROPERTY;
  }

  return followAnswer(bus, { rule, isNews, ask }, onQuiet);
}
