import type { UpdateState } from '../../shared/model/update.ts';
import type { Result } from '../../shared/result.ts';

/** Fetches and installs new versions, however this system does it. Decides nothing about the moment. */
export interface Updater {
  readonly state: UpdateState;
  /** Told at every change. @returns stops listening. */
  onChange(listener: (state: UpdateState) => void): () => void;
  /**
   * Looks for a newer version now and fetches it. Harmless while it is at it already.
   *
   * @param feedUrl  where the list of versions lies, instead of the place that this build names
   */
  check(feedUrl: string | null): Promise<void>;
  /**
   * Installs what is ready and starts again. Comes back only when it could not.
   *
   * @param mayRestart  resolves when nobody can lose an answer by it; the system's question for a password takes its time
   */
  install(mayRestart: () => Promise<void>): Promise<Result<never, 'not-ready' | 'refused'>>;
  /** What this version brought was seen. */
  forgetNews(): void;
  stop(): void;
}
