import { join } from 'node:path';
import { app, screen } from 'electron';
import type { SurfaceFacts } from '../../shared/model/app-view.ts';
import type { SystemQuiet } from '../../shared/model/quiet.ts';
import type { Language } from '../../shared/strings/language.ts';
import { surfaceWordsOf } from '../../shared/strings/surfaces.ts';
import type { NoticeAction } from '../domain/notification-policy.ts';
import type { Attention } from '../domain/state.ts';
import type { TrayAction } from '../domain/tray-view.ts';
import type { Clock } from '../ports/clock.ts';
import type { Logger } from '../ports/logger.ts';
import type { Notifier } from '../ports/notifier.ts';
import type { TraySurface } from '../ports/surfaces.ts';
import type { QuietReader, ShortcutKeys, Sounder } from '../ports/system-conduct.ts';
import { APP_ID } from './app/app-events.ts';
import { createShortcutKeys } from './app/shortcut-keys.ts';
import { openSessionBus, type SessionBus } from './dbus/session-bus.ts';
import { chooseNotifier } from './notifier/choose-notifier.ts';
import { createLinuxQuiet } from './quiet/linux-quiet.ts';
import { createMacFocus } from './quiet/mac-focus.ts';
import { soundFile } from './sound/sound-file.ts';
import { createSounder } from './sound/sounder.ts';
import { createTray } from './tray/tray.ts';
import { createWindowPlacement } from './window/window-placement.ts';
import { createAppWindow, type AppWindow } from './window/windows.ts';

/** What the person sees and touches outside the engine: notifications, tray, window. */
export interface Desktop {
  readonly notifier: Notifier;
  readonly tray: TraySurface;
  readonly windows: AppWindow;
  readonly systemLanguages: readonly string[];
  readonly sounder: Sounder;
  readonly shortcutKeys: ShortcutKeys;
  /** The session bus on Linux; null elsewhere. */
  readonly bus: SessionBus | null;
  close(): void;
}

/** @param outDir  where the build put preload script, icons and tray images */
export function createDesktop(tools: {
  readonly outDir: string;
  readonly profileDir: string;
  readonly clock: Clock;
  readonly log: Logger;
  readonly language: () => Language;
  readonly onNotice: (noticeId: string, action: NoticeAction) => void;
  readonly onTray: (action: TrayAction) => void;
  readonly onSurfaces: (surfaces: Partial<SurfaceFacts>) => void;
  readonly onAttention: (attention: Partial<Attention>) => void;
  readonly onWindowOpen: () => void;
  readonly onQuiet: (quiet: SystemQuiet | null) => void;
}): Desktop {
  const { outDir, clock, log, onAttention, onSurfaces } = tools;
  const { platform } = process;
  const words = () => surfaceWordsOf(tools.language());
  const bus = platform === 'linux' ? openSessionBus({ clock, log }) : null;
  const soundPath = soundFile(join(outDir, 'sounds', 'ask.wav'), join(tools.profileDir, 'sounds', 'ask.wav'));
  const sounder = createSounder({ platform, soundPath, log });
  const notifier = chooseNotifier({
    platform,
    electronVersion: process.versions.electron,
    appId: APP_ID,
    words,
    bus,
    clock,
    onAction: tools.onNotice,
    onKind: (notifications) => onSurfaces({ notifications }),
    soundPath,
    onRing: sounder.play,
    onActivationToken: (token) => windows.activateWith(token),
  });
  const tray = createTray({
    platform,
    iconDir: join(outDir, 'tray'),
    bus,
    clock,
    onAction: tools.onTray,
    onOpen: () => windows.open(),
    onAvailable: (isThere) => onSurfaces({ tray: isThere }),
  });
  const windows = createAppWindow({
    preloadPath: join(outDir, 'preload', 'index.cjs'),
    iconPath: join(outDir, 'icons', '256x256.png'),
    words,
    clock,
    placement: createWindowPlacement(
      join(tools.profileDir, 'window.json'),
      (bounds) => screen.getDisplayMatching(bounds) !== undefined,
    ),
    onOpenChange: (isOpen) => (isOpen ? tools.onWindowOpen() : onAttention({ session: null })),
    onFocusChange: (windowFocused) => onAttention({ windowFocused }),
    onCrash: (reason) => log.error('page-gone', { state: reason }),
  });
  const quiet = followQuiet(bus, tools.onQuiet);
  return {
    notifier,
    tray,
    windows,
    systemLanguages: app.getPreferredSystemLanguages(),
    sounder,
    shortcutKeys: createShortcutKeys(() => windows.open({ tag: 'inbox' })),
    bus,
    close() {
      quiet?.stop();
      notifier.dispose();
      tray.dispose();
      bus?.close();
    },
  };
}

/** Null where the system does not say whether it keeps quiet. */
function followQuiet(bus: SessionBus | null, onChange: (quiet: SystemQuiet | null) => void): QuietReader | null {
  if (process.platform === 'darwin') return createMacFocus({ homeDir: app.getPath('home'), onChange });
  if (bus === null) return null;
  return createLinuxQuiet({ bus, desktop: process.env['XDG_CURRENT_DESKTOP'] ?? '', onChange });
}

/** What is known of the surfaces before anybody asked the keychain. */
export function firstFacts({ notifier, tray }: Desktop): SurfaceFacts {
  return {
    notifications: notifier.kind,
    tray: tray.available,
    keychain: true,
    platform: process.platform,
    version: app.getVersion(),
  };
}
