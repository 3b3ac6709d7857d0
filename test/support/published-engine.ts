import { createEngine } from '../../main/app/engine.ts';
import { localMinute } from '../../main/app/local-time.ts';
import { createPublisher } from '../../main/app/publisher.ts';
import type { Notice } from '../../main/domain/notification-policy.ts';
import type { TrayView } from '../../main/domain/tray-view.ts';
import type { AppView } from '../../shared/model/app-view.ts';
import { defaultSettings, type NotificationSettings } from '../../shared/model/settings.ts';
import { createHandClock } from './hand-clock.ts';
import { recordingLog } from './recording-log.ts';
import { liveSession, newState } from './states.ts';

/** An engine with one live session, whose state is drawn on surfaces that keep all that they were given, oldest first. */
export function publishedEngine(notifications: Partial<NotificationSettings> = {}, startMs?: number) {
  const clock = createHandClock(startMs);
  const log = recordingLog();
  const engine = createEngine({ clock, initial: newState(), run: () => undefined });
  const shown: Notice[] = [];
  const closed: string[] = [];
  const trays: TrayView[] = [];
  const views: AppView[] = [];
  let sounds = 0;
  const publisher = createPublisher({
    engine,
    clock,
    localMinute,
    log,
    sounder: { play: () => void sounds++ },
    notifier: {
      kind: 'buttons',
      show: (notice) => void shown.push(notice),
      close: (id) => void closed.push(id),
      dispose() {},
    },
    tray: { show: (view) => void trays.push(view), available: true, dispose() {} },
    windows: {
      open() {},
      push: (name, payload) => void (name === 'state:changed' && views.push(payload as AppView)),
      chooseExportPath: async () => null,
      chooseFolder: async () => null,
      keepSecret: async () => 'left',
      confirmQuit: async () => true,
      confirmReceiver: async () => false,
      openLink: async () => false,
      isOpen: true,
    },
  });
  for (const event of liveSession()) engine.dispatch(event);
  const settings = { ...defaultSettings, notifications: { ...defaultSettings.notifications, ...notifications } };
  engine.dispatch({ tag: 'settings-changed', settings, managed: [] });
  clock.advance(200);
  return { clock, engine, publisher, shown, closed, trays, views, log, sounds: () => sounds };
}
