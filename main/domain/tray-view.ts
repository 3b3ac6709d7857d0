import type { AskKey } from '../../shared/ids.ts';
import type { Place } from '../../shared/ipc/contract.ts';
import type { Decision } from '../../shared/model/decision.ts';

/** By priority: somebody needs you, something is broken, somebody works, all idle, nobody reachable. */
export type TrayIcon = 'needs-you' | 'error' | 'working' | 'idle' | 'offline';

/** The tray as data. Two equal views draw the same, so the surface redraws only on a change. */
export interface TrayView {
  readonly icon: TrayIcon;
  /** Open asks; drawn as a badge where the icon has room. */
  readonly count: number;
  readonly tooltip: string;
  readonly menu: readonly TrayItem[];
}

export type TrayItem =
  | { readonly tag: 'separator' }
  | { readonly tag: 'heading'; readonly label: string }
  | { readonly tag: 'action'; readonly label: string; readonly action: TrayAction; readonly enabled: boolean }
  | { readonly tag: 'submenu'; readonly label: string; readonly items: readonly TrayItem[] };

export type TrayAction =
  /** Bound to the ask the menu showed when it was built: a changed ask is another key. */
  | { readonly tag: 'decide'; readonly key: AskKey; readonly inputHash: string; readonly decision: Decision }
  | { readonly tag: 'open'; readonly place: Place }
  | { readonly tag: 'pause'; readonly until: 'half-hour' | 'hour' | 'tomorrow' | 'never' }
  | { readonly tag: 'quit' };
