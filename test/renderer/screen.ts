import type { Place } from '../../shared/ipc/contract.ts';
import type { AppView } from '../../shared/model/app-view.ts';

/** A place of the window, and what is pressed or chosen there before it is looked at. */
export interface Screen {
  /** The room of renderer/features that draws it. */
  readonly feature: string;
  readonly name: string;
  readonly view: AppView;
  readonly place: Place;
  readonly region: string;
  readonly press?: readonly (string | RegExp)[];
  readonly choose?: string;
}
