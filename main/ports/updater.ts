import type { UpdateState } from '../../shared/model/update.ts';
import type { Result } from '../../shared/result.ts';

/** Fetches and installs new versions, however this system does it. Decides nothing about the moment. */
export interface Updater {
  readonly state: UpdateState;
  /** Told at every change. @returns stops listening. */
  onChange(listener: (state: UpdateState) => void): () => void;
  /** Looks for a newer version now and fetches it. Harmless while it is at it already. */
  check(): Promise<void>;
  /** Installs what is ready and starts again. Comes back only when it could not. */
  install(): Promise<Result<never, 'not-ready' | 'refused'>>;
  stop(): void;
}
