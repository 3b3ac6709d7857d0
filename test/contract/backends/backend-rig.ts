import type { SessionId } from '../../../shared/ids.ts';
import type { Backend } from '../../../main/ports/backend.ts';
import type { HeardEvents } from './heard-events.ts';

/** What the far side of a backend under test can be made to do. One rig per backend and transport. */
export interface BackendRig {
  readonly name: string;
  /** False where the link is the session itself: what it asked is over when that is gone. */
  readonly asksOutliveTheLink: boolean;
  /** By what it is known that an answer was taken, wherever it was given. Most see what the tool did then. */
  readonly receipt?: 'effect-seen' | 'answer-seen';
  /** True where the far side keeps the input itself, and an unedited allow does not carry it. */
  readonly inputStaysThere?: boolean;
  open(): Promise<RigRun>;
}

export interface RigRun {
  readonly backend: Backend;
  readonly heard: HeardEvents;
  readonly sessionId: SessionId;
  /** The session asks for a tool with exactly this input. */
  ask(inputText: string): Promise<{ readonly requestId: string }>;
  cancel(requestId: string): void;
  answerElsewhere(requestId: string): void;
  /** What reached the far side and was acted on, as text. */
  acceptedAnswer(requestId: string): Promise<string>;
  /** Every answer that reached the far side. */
  answerCount(): number;
  /** Cuts the link without a word. */
  cut(): void;
  stop(): Promise<void>;
}
