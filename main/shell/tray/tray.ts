import { isDeepStrictEqual } from 'node:util';
import { app, Menu, nativeTheme, Tray } from 'electron';
import type { TrayAction, TrayView } from '../../domain/tray-view.ts';
import type { Clock } from '../../ports/clock.ts';
import type { TraySurface } from '../../ports/surfaces.ts';
import type { SessionBus } from '../dbus/session-bus.ts';
import { followTrayHost } from './tray-host.ts';
import { loadTrayIcons } from './tray-icons.ts';
import { trayMenu } from './tray-menu.ts';

/** Every rebuild costs the panel a new layout and loses a click under way, but withdrawn asks must go within a second. */
const REBUILD_GAP_MS = 300;

/**
 * @param bus          the session bus on Linux, to know whether a tray host is there; null elsewhere
 * @param onOpen       the icon itself was clicked
 * @param onAvailable  a tray host came or went
 */
export function createTray(tools: {
  readonly platform: NodeJS.Platform;
  readonly iconDir: string;
  readonly bus: SessionBus | null;
  readonly clock: Clock;
  readonly onAction: (action: TrayAction) => void;
  readonly onOpen: () => void;
  readonly onAvailable: (isAvailable: boolean) => void;
}): TraySurface {
  const icons = loadTrayIcons(tools.iconDir, tools.platform);
  const host = followTrayHost(tools.bus, (isThere) => {
    if (isThere && wanted !== null) draw(wanted);
    tools.onAvailable(isThere);
  });
  let tray: Tray | null = null;
  let drawn: TrayView | null = null;
  let wanted: TrayView | null = null;
  let lastRebuildMs = Number.NEGATIVE_INFINITY;
  let cancelRebuild: (() => void) | null = null;

  function image(view: TrayView): Electron.NativeImage {
    return icons.image(view.icon, view.count, hasDarkPanel(tools.platform));
  }

  function rebuild(): void {
    cancelRebuild = null;
    if (tray === null || wanted === null) return;
    lastRebuildMs = tools.clock.monotonicMs();
    // On Linux a new tooltip rebuilds the menu as well, even an equal one.
    if (drawn?.tooltip !== wanted.tooltip) tray.setToolTip(wanted.tooltip);
    if (!isDeepStrictEqual(drawn?.menu, wanted.menu)) {
      tray.setContextMenu(Menu.buildFromTemplate(trayMenu(wanted.menu, tools.onAction)));
    }
    drawn = wanted;
  }

  function redrawIcon(): void {
    if (tray !== null && wanted !== null) tray.setImage(image(wanted));
  }
  nativeTheme.on('updated', redrawIcon);

  function draw(view: TrayView): void {
    const before = wanted;
    wanted = view;
    // The dock, the taskbar or the launcher, where there is one: it tells even without a tray.
    if (before?.count !== view.count) app.setBadgeCount(view.count);
    if (tray === null) {
      // Made before there is a host, Chromium would turn to the old X11 way for good and miss the host that comes later.
      if (!host.isThere) return;
      tray = new Tray(image(view));
      // On macOS a click opens the menu and is told as well: the window must not come up behind it.
      if (tools.platform !== 'darwin') tray.on('click', tools.onOpen);
    } else if (before?.icon !== view.icon || before.count !== view.count) {
      redrawIcon(); // keeps the menu's ids, so it need not wait
    }
    if (drawn !== null && drawn.tooltip === view.tooltip && isDeepStrictEqual(drawn.menu, view.menu)) {
      cancelRebuild?.();
      cancelRebuild = null;
      drawn = view;
      return;
    }
    const waitMs = lastRebuildMs + REBUILD_GAP_MS - tools.clock.monotonicMs();
    if (waitMs <= 0 && cancelRebuild === null) rebuild();
    else cancelRebuild ??= tools.clock.schedule(Math.max(0, waitMs), rebuild);
  }

  return {
    get available() {
      return host.isThere;
    },
    show: draw,
    dispose() {
      cancelRebuild?.();
      nativeTheme.off('updated', redrawIcon);
      host.stop();
      tray?.destroy();
      tray = null;
    },
  };
}

/** GNOME's and Ubuntu's panel stays dark in light mode; elsewhere on Linux panels follow the theme. */
function hasDarkPanel(platform: NodeJS.Platform): boolean {
  const desktop = process.env['XDG_CURRENT_DESKTOP'] ?? '';
  if (platform === 'linux' && /GNOME|Unity/i.test(desktop)) return true;
  return nativeTheme.shouldUseDarkColors;
}
