import type { SurfaceWords } from '../../../shared/strings/surfaces.ts';
import { SECOND_MS } from '../../../shared/units.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Notifier, NoticeListener } from '../../ports/notifier.ts';
import type { SessionBus } from '../dbus/session-bus.ts';
import { createElectronNotifier, electronHasButtons } from './electron-notifier.ts';
import { createLinuxNotifier } from './linux-notifier.ts';
import { createNodeNotifier } from './node-notifier.ts';

const BUS_LIMIT_MS = 2 * SECOND_MS;

/**
 * Picks the notifications this system can do, and changes over when they turn out not to work.
 *
 * @param bus     the session bus on Linux; null elsewhere
 * @param onKind  told when `kind` changed
 */
export function chooseNotifier(tools: {
  readonly platform: NodeJS.Platform;
  readonly electronVersion: string;
  readonly appId: string;
  readonly words: () => SurfaceWords;
  readonly bus: SessionBus | null;
  readonly clock: Clock;
  readonly onAction: NoticeListener;
  readonly onKind: (kind: Notifier['kind']) => void;
  readonly soundPath: () => string;
  readonly onRing: () => void;
  readonly onActivationToken: (token: string) => void;
}): Notifier {
  const { bus, platform } = tools;
  let helperFails = false;
  const helper = createNodeNotifier({
    ...tools,
    onFailed() {
      helperFails = true;
      tools.onKind(current().kind);
    },
  });
  const none: Notifier = { kind: 'none', show() {}, close() {}, dispose() {} };
  let nativeFails = false;
  let cancel = (): void => {};
  let stopWatching = (): void => {};

  const native =
    bus === null
      ? createElectronNotifier({
          hasButtons: electronHasButtons(platform, Number.parseInt(tools.electronVersion, 10)),
          onAction: tools.onAction,
          onFailed(notice) {
            nativeFails = true;
            tools.onKind(current().kind);
            current().show(notice);
          },
        })
      : createLinuxNotifier({ ...tools, bus, onKind: () => tools.onKind(current().kind) });

  function current(): Notifier {
    if (!nativeFails) return native;
    return helperFails ? none : helper;
  }

  if (bus !== null) {
    stopWatching = bus.onChange((isUp) => {
      cancel();
      setFailing(false);
      if (!isUp) cancel = tools.clock.schedule(BUS_LIMIT_MS, () => setFailing(true));
    });
    // Without a bus our own client cannot work, but a helper may know another way to it.
    if (!bus.isUp) cancel = tools.clock.schedule(BUS_LIMIT_MS, () => setFailing(true));
  }
  function setFailing(value: boolean): void {
    if (value === nativeFails) return;
    nativeFails = value;
    tools.onKind(current().kind);
  }

  return {
    get kind() {
      return current().kind;
    },
    show(notice) {
      // On Linux the native one keeps what it cannot show yet and brings it when a daemon appears.
      if (bus !== null && nativeFails) native.show({ ...notice, silent: true });
      current().show(notice);
    },
    close(noticeId) {
      native.close(noticeId);
      helper.close(noticeId);
    },
    dispose() {
      cancel();
      stopWatching();
      native.dispose();
      helper.dispose();
    },
  };
}
