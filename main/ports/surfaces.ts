import type { PushName, PushPayload } from '../../shared/ipc/types.ts';
import type { Place } from '../../shared/ipc/contract.ts';
import type { BorrowedSignIn } from '../domain/borrowed-sign-in.ts';
import type { TrayView } from '../domain/tray-view.ts';

export interface TraySurface {
  /** Draws the view. Called only when it differs from the one before; the surface coalesces bursts. */
  show(view: TrayView): void;
  /** False while no tray host is there (it may come later). */
  readonly available: boolean;
  dispose(): void;
}

export interface WindowSurface {
  /** Creates the window if need be, brings it to the front, and goes to the place. */
  open(place?: Place): void;
  /** Dropped while there is no window: the next snapshot repairs it. */
  push<K extends PushName>(name: K, payload: PushPayload<K>): void;
  /** Asks the person where to write a file. */
  chooseExportPath(suggestedName: string): Promise<string | null>;
  /** Asks the person for a folder. */
  chooseFolder(): Promise<string | null>;
  /** Brings a secret to the clipboard or to a file, past every page. `left`: the dialog was closed without a choice. */
  keepSecret(text: string, way: 'clipboard' | 'file', suggestedName: string): Promise<'kept' | 'left' | 'not-written'>;
  /** Asks whether to quit although `running` sessions that were started here would end. */
  confirmQuit(running: number): Promise<boolean>;
  /** Asks whether the sign-in of another program may go to this host, given as it is on the wire. */
  confirmReceiver(of: BorrowedSignIn['of'], host: string): Promise<boolean>;
  /** Shows the real host of a web link and opens it in the browser if the person agrees. */
  openLink(url: URL): Promise<boolean>;
  readonly isOpen: boolean;
}
