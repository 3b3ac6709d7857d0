import { decodeUtf8, readFrame, type Frame, type FrameError } from '../../claude/frame.ts';
import { readEnvelope } from './envelope.ts';
import type { Heard, Source } from '../../claude/heard.ts';
import { peekEnvelope, peekMessage, peekUuid, type PeekedType } from './peek.ts';
import { translate } from '../../claude/translate.ts';
import { SeenMessages } from '../../claude/seen-messages.ts';
import { heardUnread } from '../../claude/unread-message.ts';
import { cutRaw } from '../../../shared/raw-json.ts';

export interface InflowOwner {
  /** True while somebody looks or an answer is awaited: then every frame is read in full. */
  readsAll(): boolean;
  onHeard(heard: readonly Heard[], source: Source, eventId: string | null): void;
  /** A message for the transcript, as bytes that are only lent. */
  onSaid(bytes: Uint8Array): void;
  /** The numbering shows a hole between two events. */
  onHole(afterSequence: number, beforeSequence: number): void;
}

/** Takes in a session's messages: numbering, repeats, and the choice between a glance and a full reading. */
export class Inflow {
  readonly #owner: InflowOwner;
  readonly #seen = new SeenMessages();
  #lastSequence: number | null = null;
  #lastUuid: string | null = null;
  #first: string | null = null;
  /** No numbered event has come over the present stream yet. */
  #isFresh = false;

  constructor(owner: InflowOwner) {
    this.#owner = owner;
  }

  get lastSequence(): number | null {
    return this.#lastSequence;
  }

  get lastUuid(): string | null {
    return this.#lastUuid;
  }

  /** Where history before this run begins: the first number (or uuid) that was heard. */
  get first(): string | null {
    return this.#first;
  }

  /** A stream was opened. If it begins at or below what was heard, the far side numbers anew, or tells its past again. */
  beginStream(): void {
    this.#isFresh = true;
  }

  forgetPosition(): void {
    this.#lastSequence = null;
  }

  message(bytes: Buffer): void {
    const peeked = this.#owner.readsAll() ? null : peekMessage(bytes);
    if (peeked === null) return this.#readMessage(bytes);
    const uuid = peekUuid(bytes);
    if (uuid === null || this.#isNew(uuid)) this.#glance(peeked, bytes, 'worker');
  }

  event(bytes: Buffer): void {
    const peeked = this.#owner.readsAll() ? null : peekEnvelope(bytes);
    // What a client put in is rare, and needs a closer look.
    if (peeked === null || peeked.fromClient) return this.#readEvent(bytes);
    const uuid = peekUuid(peeked.payload);
    if (this.#take(peeked.sequence) && (uuid === null || this.#isNew(uuid)))
      this.#glance(peeked.type, peeked.payload, 'worker');
  }

  /** Partial text and display-only status: never kept, never numbered, and never believed about asks. */
  ephemeral(bytes: Buffer): void {
    const text = decodeUtf8(bytes);
    const read = text === null ? null : readEnvelope(text);
    if (!read?.ok || !read.value.frame.ok || read.value.source !== 'worker') return;
    const { type } = read.value.frame.value;
    if (type === 'stream_event' || type === 'system') {
      const heard = translate(read.value.frame.value, 'worker').filter(
        ({ tag }) => tag === 'facts' || tag === 'partial',
      );
      this.#owner.onHeard(heard, 'worker', null);
    }
  }

  /** One event of the history, inside a hole of the stream. Known ones are dropped. */
  missed(text: string, wrapped: boolean): void {
    if (!wrapped) return this.#readText(text);
    const read = readEnvelope(text);
    if (!read.ok || !read.value.frame.ok) return this.#malformed();
    this.#hear(read.value.frame.value, read.value.source, read.value.eventId);
  }

  #readMessage(bytes: Buffer): void {
    const text = decodeUtf8(bytes);
    if (text === null) return this.#malformed();
    this.#readText(text);
  }

  #readText(text: string): void {
    const frame = readFrame(text);
    if (frame.ok) this.#hear(frame.value, 'worker', null);
    else this.#unread(text, frame.error);
  }

  #readEvent(bytes: Buffer): void {
    const text = decodeUtf8(bytes);
    if (text === null) return this.#malformed();
    const read = readEnvelope(text);
    if (!read.ok) return this.#unread(read.error.code === 'too-deep' ? (rawPayload(text) ?? '') : '', read.error);
    const { sequence, source, eventId, frame } = read.value;
    if (sequence !== null && !this.#take(sequence)) return;
    if (frame.ok) this.#hear(frame.value, source, eventId);
    else this.#malformed();
  }

  #hear(frame: Frame, source: Source, eventId: string | null): void {
    const uuid = typeof frame.value['uuid'] === 'string' ? frame.value['uuid'] : null;
    const isControl = frame.type.startsWith('control_');
    // Asks and answers are told again on purpose after a reconnect; who hears them knows which are known.
    if (uuid !== null && !isControl && !this.#isNew(uuid)) return;
    const heard = translate(frame, source);
    this.#owner.onHeard(heard, source, eventId);
    if (heard.some(({ tag }) => tag === 'said')) this.#owner.onSaid(Buffer.from(frame.text));
  }

  #glance(type: PeekedType, bytes: Buffer, source: Source): void {
    this.#owner.onHeard(GLANCED, source, null);
    if (type !== 'stream_event') this.#owner.onSaid(bytes);
  }

  /** @returns false for an event that was taken in before */
  #take(sequence: number): boolean {
    const last = this.#isFresh && sequence <= (this.#lastSequence ?? 0) ? null : this.#lastSequence;
    this.#isFresh = false;
    if (last !== null && sequence <= last) return false;
    this.#lastSequence = sequence;
    this.#first ??= String(sequence);
    if (last !== null && sequence > last + 1) this.#owner.onHole(last, sequence);
    return true;
  }

  #isNew(uuid: string): boolean {
    if (!this.#seen.isNew(uuid)) return false;
    this.#lastUuid = uuid;
    this.#first ??= uuid;
    return true;
  }

  #malformed(): void {
    this.#owner.onHeard([{ tag: 'malformed' }], 'worker', null);
  }

  #unread(text: string, error: FrameError): void {
    this.#owner.onHeard(heardUnread(text, error), 'worker', null);
  }
}

const GLANCED: readonly Heard[] = [{ tag: 'facts', facts: { activity: { tag: 'working' } } }];

function rawPayload(text: string): string | undefined {
  try {
    return cutRaw(text, ['payload']);
  } catch {
    return undefined;
  }
}
