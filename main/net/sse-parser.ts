/** One dispatched event. `data` may be empty when the event had only a name. */
export interface SseEvent {
  /** `message` when the stream gave no name. */
  readonly name: string;
  /** The last id the stream gave, also in an earlier event; null before the first. */
  readonly lastEventId: string | null;
  /** The data lines joined by a line feed, as UTF-8 bytes. A view: copy what you keep. */
  readonly data: Buffer;
}
