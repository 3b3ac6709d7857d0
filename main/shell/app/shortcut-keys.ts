import { globalShortcut } from 'electron';
import type { ShortcutKeys } from '../../ports/system-conduct.ts';
import { enableFeature } from './chromium-feature.ts';

/** From here on Electron speaks to Wayland itself; before, its keys work only while an X11 window has the focus. */
const FIRST_WAYLAND_MAJOR = 38;

/** Lets the desktop portal hand out keys under Wayland. Call it before the app is ready. */
export function prepareShortcutKeys(): void {
  if (process.platform === 'linux') enableFeature('GlobalShortcutsPortal');
}

/** Keys that work everywhere, as Electron gets them from the system. */
export function createShortcutKeys(onPress: () => void): ShortcutKeys {
  const isWayland = process.platform === 'linux' && process.env['XDG_SESSION_TYPE'] === 'wayland';
  const isPossible = !isWayland || Number.parseInt(process.versions.electron, 10) >= FIRST_WAYLAND_MAJOR;
  let held: string | null = null;

  function release(): void {
    if (held !== null) globalShortcut.unregister(held);
    held = null;
  }

  function takes(accelerator: string): boolean | null {
    try {
      return globalShortcut.register(accelerator, onPress);
    } catch {
      return null; // not the name of a key
    }
  }

  return {
    set(accelerator) {
      if (accelerator === null) {
        release();
        return 'off';
      }
      if (!isPossible) return 'not-possible';
      if (accelerator === held && globalShortcut.isRegistered(accelerator)) return 'on';
      const isOurs = takes(accelerator);
      // Under Wayland the portal says no for all reasons alike.
      if (isOurs === null || (!isOurs && isWayland)) return 'not-possible';
      if (!isOurs) return 'taken';
      release();
      held = accelerator;
      return 'on';
    },
  };
}
