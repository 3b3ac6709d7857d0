import { join } from 'node:path';
import { nativeImage, type NativeImage } from 'electron';
import type { TrayIcon } from '../../domain/tray-view.ts';

/** Counts the badge has drawings for; more shows as 9. */
const LAST_BADGE = 9;

export interface TrayIcons {
  image(icon: TrayIcon, count: number, isDarkPanel: boolean): NativeImage;
}

/** @param dir  folder with the drawings that build/scripts/draw-icons.mjs makes */
export function loadTrayIcons(dir: string, platform: NodeJS.Platform): TrayIcons {
  const loaded = new Map<string, NativeImage>();
  return {
    image(icon, count, isDarkPanel) {
      const file = trayIconFile({ icon, count, isDarkPanel, platform });
      const image = loaded.get(file) ?? nativeImage.createFromPath(join(dir, file));
      // macOS colours these by itself to fit the menu bar.
      if (platform === 'darwin') image.setTemplateImage(true);
      loaded.set(file, image);
      return image;
    },
  };
}

function trayIconFile(of: {
  readonly icon: TrayIcon;
  readonly count: number;
  readonly isDarkPanel: boolean;
  readonly platform: NodeJS.Platform;
}): string {
  const badge = of.icon === 'needs-you' && of.count > 1 ? `-${Math.min(of.count, LAST_BADGE)}` : '';
  if (of.platform === 'darwin') return `${of.icon}Template.png`;
  const panel = of.isDarkPanel ? 'dark' : 'light';
  return of.platform === 'win32' ? `${of.icon}${badge}-${panel}.ico` : `${of.icon}${badge}-${panel}.png`;
}
