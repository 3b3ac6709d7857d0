import { startPrivateBus } from '../../../build/runtime/private-bus.mjs';
import type { Notice } from '../../../main/domain/notification-policy.ts';
import { systemClock } from '../../../main/net/system-clock.ts';
import type { Clock } from '../../../main/ports/clock.ts';
import { openSessionBus } from '../../../main/shell/dbus/session-bus.ts';
import { createLinuxNotifier } from '../../../main/shell/notifier/linux-notifier.ts';
import { askKey, connectionId, requestId, sessionId } from '../../../shared/ids.ts';
import { recordingLog } from '../recording-log.ts';
import { createHappenings } from './happenings.ts';
import { startNotificationDaemon } from './notification-daemon.ts';

export const SOUND_PATH = '/usr/share/sounds/ask.wav';

/** Buses, daemons and notifiers of one test, which end with it. */
export function createNotifierRig() {
  const endings: (() => Promise<void> | void)[] = [];
  return {
    async aBus(socketPath?: string) {
      const bus = await startPrivateBus(socketPath);
      endings.push(bus.stop);
      return bus;
    },
    async aDaemon(address: string, options: Parameters<typeof startNotificationDaemon>[1] = {}) {
      const daemon = await startNotificationDaemon(address, options);
      endings.push(daemon.stop);
      return daemon;
    },
    aNotifier(address: string, clock: Clock = systemClock) {
      const actions = createHappenings<string>('actions');
      const kinds = createHappenings<string>('kinds');
      const tokens = createHappenings<string>('tokens');
      const rings = createHappenings<string>('sounds of our own');
      const bus = openSessionBus({ clock, log: recordingLog(), busAddress: address });
      const notifier = createLinuxNotifier({
        bus,
        clock,
        onAction: (noticeId, action) => actions.push(`${noticeId}:${action}`),
        onKind: () => kinds.push(notifier.kind),
        soundPath: () => SOUND_PATH,
        onRing: () => rings.push('ring'),
        onActivationToken: (token) => tokens.push(token),
      });
      endings.push(() => {
        notifier.dispose();
        bus.close();
      });
      return { notifier, actions, kinds, tokens, rings };
    },
    endsWith(end: () => Promise<void> | void): void {
      endings.push(end);
    },
    async end(): Promise<void> {
      for (const end of endings.splice(0).reverse()) await end();
    },
  };
}

export function anAsk(id: string, change: Partial<Notice> = {}): Notice {
  const key = askKey(connectionId('work'), sessionId('s'), requestId(id), 'a'.repeat(64));
  return {
    id,
    title: 'Gatehouse: api-server asks',
    body: 'Bash: npm test',
    buttons: [
      { key: 'allow', label: 'Allow' },
      { key: 'deny', label: 'Deny' },
      { key: 'open', label: 'Open' },
    ],
    silent: false,
    ask: { key, inputHash: 'a'.repeat(64) },
    opens: { tag: 'inbox', ask: key },
    ...change,
  };
}
