import * as z from 'zod';
import { addMatch } from './name-owner.ts';
import type { SessionBus } from './session-bus.ts';

const MEMBER = 'ActiveChanged';
const INTERFACES = new Set([
  'org.gnome.ScreenSaver',
  'org.freedesktop.ScreenSaver',
  'org.cinnamon.ScreenSaver',
  'org.mate.ScreenSaver',
  'org.xfce.ScreenSaver',
]);
const active = z.tuple([z.boolean()]);

/** Tells when the screen is locked and unlocked: Electron does not under Linux. */
export function followScreenLock(bus: SessionBus, onChange: (isLocked: boolean) => void): () => void {
  const stopSignals = bus.onSignal((signal) => {
    if (signal.member !== MEMBER || !INTERFACES.has(signal.interface)) return;
    const body = active.safeParse(signal.body);
    if (body.success) onChange(body.data[0]);
  });
  const stopChanges = bus.onChange((isUp) => {
    if (isUp) void addMatch(bus, `type='signal',member='${MEMBER}'`);
  });
  return () => {
    stopSignals();
    stopChanges();
  };
}
