/** What a key press means for a shortcut: keys to use, too little yet, or keys that would be in the way everywhere. */
export type PressedKeys =
  | { readonly tag: 'usable'; readonly accelerator: string }
  | { readonly tag: 'more-needed' }
  | { readonly tag: 'not-usable' };

type KeyPress = Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey' | 'getModifierState'
>;

const MODIFIERS = new Set(['Control', 'Alt', 'Shift', 'Meta', 'AltGraph', 'OS', 'Super', 'Hyper', 'Fn', 'CapsLock']);

/** Names of keys in the page, and what Electron calls them. */
const NAMED: Readonly<Record<string, string>> = {
  ' ': 'Space',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  Home: 'Home',
  End: 'End',
  PageUp: 'PageUp',
  PageDown: 'PageDown',
  Insert: 'Insert',
  Delete: 'Delete',
};

/** Reads an accelerator of Electron from a key press. */
export function pressedKeys(press: KeyPress, isMac: boolean): PressedKeys {
  if (MODIFIERS.has(press.key)) return { tag: 'more-needed' };
  const key = keyName(press);
  // AltGr writes characters; a shortcut on it would take them away in every program.
  if (key === null || press.getModifierState('AltGraph')) return { tag: 'not-usable' };
  const modifiers = [
    ...(press.ctrlKey ? ['Ctrl'] : []),
    ...(press.metaKey ? [isMac ? 'Command' : 'Super'] : []),
    ...(press.altKey ? ['Alt'] : []),
  ];
  if (modifiers.length === 0 && !/^F\d+$/.test(key)) return { tag: 'not-usable' };
  return { tag: 'usable', accelerator: [...modifiers, ...(press.shiftKey ? ['Shift'] : []), key].join('+') };
}

function keyName({ key, code }: KeyPress): string | null {
  if (/^[A-Za-z0-9]$/.test(key)) return key.toUpperCase();
  if (/^F([1-9]|1\d|2[0-4])$/.test(key)) return key;
  // With Option a Mac gives the character that it would write.
  const [, letterOrDigit] = /^(?:Key|Digit)([A-Z0-9])$/.exec(code) ?? [];
  return letterOrDigit ?? NAMED[key] ?? null;
}

/** As the system's own menus write it. */
export function shownKeys(accelerator: string, isMac: boolean, names: Readonly<Record<string, string>>): string {
  const parts = accelerator.split('+');
  if (!isMac) return parts.map((part) => names[part] ?? part).join('+');
  return parts.map((part) => MAC_SIGNS[part] ?? names[part] ?? part).join('');
}

const MAC_SIGNS: Readonly<Record<string, string>> = { Ctrl: '⌃', Alt: '⌥', Shift: '⇧', Command: '⌘' };
