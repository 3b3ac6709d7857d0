import type { RequestId } from '../../shared/ids.ts';
import type { PermissionRequest } from '../../shared/model/permission-request.ts';
import type { SessionFacts } from '../domain/backend-event.ts';
import type { AskError } from './read-ask.ts';

/** What one message means to us. The link of the session decides what becomes an event, and when. */
export type Heard =
  | { readonly tag: 'asked'; readonly request: PermissionRequest }
  /** Asked of us, but nothing we can put before a person. */
  | { readonly tag: 'not-askable'; readonly error: AskError }
  | { readonly tag: 'cancelled'; readonly requestId: RequestId }
  /** A reply to a control request of ours, or somebody's answer to an ask. */
  | { readonly tag: 'response'; readonly response: ControlResponse }
  | { readonly tag: 'effect'; readonly toolUseId: string }
  | { readonly tag: 'facts'; readonly facts: SessionFacts }
  /** Text being written. */
  | { readonly tag: 'partial'; readonly text: string }
  /** Worth keeping in the transcript. */
  | { readonly tag: 'said' }
  | { readonly tag: 'malformed' }
  | { readonly tag: 'unknown' };

export interface ControlResponse {
  readonly requestId: string;
  readonly uuid?: string;
  /** The whole frame, for lists that ride beside the reply. */
  readonly text: string;
  readonly outcome:
    { readonly tag: 'success'; readonly value: unknown } | { readonly tag: 'error'; readonly code: string };
}

/** Who put a message into the stream. The older transport does not tell, and carries only what the worker says. */
export type Source = 'worker' | 'client';
