import type { Place } from '../../shared/ipc/contract.ts';
import type { AskKey } from '../../shared/ids.ts';

/** What a notification shows. Title and labels are our own words; only `body` quotes the ask, in visible form. */
export interface Notice {
  readonly id: string;
  readonly title: string;
  readonly body: string;
  /** In order. `default` (a click on the notice itself) always means open. */
  readonly buttons: readonly { readonly key: NoticeAction; readonly label: string }[];
  /** True if it must not make a sound (grouped, replaced, or sounds are off). */
  readonly silent: boolean;
  /** What the notice is about; empty for a grouped one. */
  readonly ask: { readonly key: AskKey; readonly inputHash: string } | null;
  readonly opens: Place;
}

export type NoticeAction = 'allow' | 'deny' | 'open' | 'review';
