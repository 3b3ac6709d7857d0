import { Menu } from 'electron';

/** Before `ready`. Only macOS has a menu bar; elsewhere Electron would build one at each start that no window shows. */
export function prepareMenu(platform: NodeJS.Platform): void {
  if (platform !== 'darwin') Menu.setApplicationMenu(null);
}
