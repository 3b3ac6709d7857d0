import type { Settings } from '../../shared/model/settings.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { ShortcutKeys } from '../ports/system-conduct.ts';
import type { Engine } from './engine.ts';
import type { LiveSettings } from './settings.ts';

type NotChanged = 'managed' | 'not-saved' | 'shortcut-taken' | 'shortcut-not-possible';

export interface Shortcut {
  /** Changes settings. A key that cannot be had is not saved, and the earlier one stays in force. */
  change(change: Partial<Settings>): Promise<Result<null, NotChanged>>;
  stop(): void;
}

/** Keeps the key that opens the inbox as the settings say. */
export function createShortcut(parts: {
  readonly engine: Engine;
  readonly settings: Pick<LiveSettings, 'change' | 'isManaged'>;
  readonly shortcutKeys: ShortcutKeys;
}): Shortcut {
  const { engine, settings, shortcutKeys } = parts;
  let asked: string | null = null;
  /** Under way: until they are in force the settings still name the earlier key. */
  let changes = 0;

  function follow(wanted: string | null): void {
    if (wanted === asked || changes > 0) return;
    asked = wanted;
    engine.dispatch({ tag: 'shortcut-changed', shortcut: shortcutKeys.set(wanted) });
  }

  function claim(wanted: string | null): Result<null, NotChanged> {
    const shortcut = shortcutKeys.set(wanted);
    if (shortcut === 'taken') return err('shortcut-taken');
    if (shortcut === 'not-possible') return err('shortcut-not-possible');
    asked = wanted;
    engine.dispatch({ tag: 'shortcut-changed', shortcut });
    return ok(null);
  }

  const off = engine.onChange((state) => follow(state.settings.shortcut));
  return {
    async change(change) {
      if (change.shortcut === undefined || settings.isManaged('shortcut')) return settings.change(change);
      const claimed = claim(change.shortcut);
      if (!claimed.ok) return claimed;
      changes++;
      try {
        return await settings.change(change);
      } finally {
        changes--;
        follow(engine.state.settings.shortcut);
      }
    },
    stop() {
      off();
      shortcutKeys.set(null);
    },
  };
}
