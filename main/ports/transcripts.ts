import type { SessionKey } from '../../shared/ids.ts';

/** Where backends put what sessions said. Bytes are kept as they came and read only when somebody looks. */
export interface TranscriptSink {
  /** @param frame  one message as JSON text bytes, without envelope; copied before this returns. */
  append(key: SessionKey, frame: Uint8Array): void;
  /** Text being written right now in the session on screen; empty when it became a message. */
  live(key: SessionKey, text: string): void;
}

export interface TranscriptStore extends TranscriptSink {
  /** What is still held of a session, oldest first. Views into the store: do not keep them. */
  frames(key: SessionKey): readonly Uint8Array[];
  /** True once frames of this session were dropped to stay within the budget. */
  wasCut(key: SessionKey): boolean;
  forget(key: SessionKey): void;
  onAppend(listener: (key: SessionKey, frame: Uint8Array) => void): () => void;
  onLive(listener: (key: SessionKey, text: string) => void): () => void;
}
