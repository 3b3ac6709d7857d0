import type { Language } from '../../shared/strings/language.ts';

/** What is played: the practice sessions, or the one ask of the first run's guide. */
export type PracticePlay = { readonly tag: 'sessions' } | { readonly tag: 'trial'; readonly language: Language };

/** A running practice service, and how to end it. */
export interface Practice {
  readonly baseUrl: string;
  readonly accessToken: string;
  /** Ends every timer and socket. Harmless when called twice. */
  stop(): Promise<void>;
}
