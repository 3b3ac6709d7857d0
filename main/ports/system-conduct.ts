import type { ShortcutState } from '../../shared/model/app-view.ts';
import type { SystemQuiet } from '../../shared/model/quiet.ts';

/** Follows the system's do-not-disturb. */
export interface QuietReader {
  readonly now: SystemQuiet | null;
  stop(): void;
}

/** One short sound of our own. Never fails: without a way to play it is silent. */
export interface Sounder {
  play(): void;
}

/** Asks the system for a key that works everywhere. */
export interface ShortcutKeys {
  /** Takes this key and gives the earlier one back; when it is taken, the earlier one stays. */
  set(accelerator: string | null): ShortcutState;
}
