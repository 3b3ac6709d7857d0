import type { MenuItemConstructorOptions } from 'electron';
import { assertNever } from '../../../shared/result.ts';
import type { TrayAction, TrayItem } from '../../domain/tray-view.ts';

/** Turns the view into menu entries. Each entry keeps the action it was built with, so a late click cannot hit another ask. */
export function trayMenu(
  items: readonly TrayItem[],
  onAction: (action: TrayAction) => void,
): MenuItemConstructorOptions[] {
  return items.map((item): MenuItemConstructorOptions => {
    switch (item.tag) {
      case 'separator':
        return { type: 'separator' };
      case 'heading':
        return { label: menuText(item.label), enabled: false };
      case 'action':
        return { label: menuText(item.label), enabled: item.enabled, click: () => onAction(item.action) };
      case 'submenu':
        return { label: menuText(item.label), submenu: trayMenu(item.items, onAction) };
      default:
        return assertNever(item);
    }
  });
}

/** A single ampersand would vanish and underline the next letter. */
function menuText(label: string): string {
  return label.replaceAll('&', '&&').replaceAll('\0', '\u2400');
}
