import type { TranscriptItem } from '../../../../shared/model/transcript.ts';
import type { OtherDeviceWords } from '../../../../shared/strings/other-devices.ts';
import type { Clock } from '../../../ports/clock.ts';
import { MessageWriter } from '../translate/write-message.ts';
import { cutItem } from './cut-item.ts';
import type { Delivery } from './delivery.ts';
import type { ShareKey } from './share-key.ts';
import type { WaitingMessages } from './waiting-messages.ts';

/** Told again after a restart, the items of a message that came from another device are known by its id. */
const MAX_EXPECTED = 1_000;

/** The session's own words, from items to what waits to be sent. */
export class Outgoing {
  readonly #writer: MessageWriter;
  readonly #shareId: string;
  readonly #key: ShareKey;
  readonly #waiting: WaitingMessages;
  readonly #words: () => OtherDeviceWords;
  readonly #clock: Clock;
  readonly #expected = new Set<string>();
  readonly #said = new Set<string>();

  constructor(parts: {
    readonly shareId: string;
    readonly key: ShareKey;
    readonly waiting: WaitingMessages;
    readonly clock: Clock;
    readonly words: () => OtherDeviceWords;
  }) {
    this.#writer = new MessageWriter(parts.shareId, (event) => parts.words().event(event));
    this.#shareId = parts.shareId;
    this.#key = parts.key;
    this.#waiting = parts.waiting;
    this.#words = parts.words;
    this.#clock = parts.clock;
  }

  /** @param items  in their order; those that were told before are passed over */
  async append(items: readonly TranscriptItem[], delivery: Delivery): Promise<void> {
    const fresh = items.flatMap((item) => this.#messagesOf(item));
    if (fresh.length === 0) return;
    await this.#waiting.add(fresh.map(({ localId, plaintext }) => ({ localId, content: this.#key.seal(plaintext) })));
    delivery.wake();
  }

  /** Says something of our own among the session's words, once for each id. */
  say(id: string, text: string, delivery: Delivery): void {
    if (this.#said.has(id)) return;
    this.#said.add(id);
    void this.append([{ tag: 'note', id: `gatehouse:${id}`, text }], delivery);
  }

  /** Says there, after all that waits, that something is missing before it. */
  tellLeftOut(delivery: Delivery): void {
    const { leftOut } = this.#waiting;
    if (leftOut > 0) this.say(`left-out:${leftOut}`, this.#words().leftOut(leftOut), delivery);
  }

  /** A message of another device is about to be told as the session's own: it is there already. */
  expect(messageId: string): void {
    this.#expected.add(messageId);
    if (this.#expected.size > MAX_EXPECTED)
      for (const oldest of this.#expected) return void this.#expected.delete(oldest);
    this.#waiting.skip(this.#markOf(messageId));
  }

  #messagesOf(item: TranscriptItem): ReturnType<MessageWriter['write']> {
    const isEcho = item.tag === 'person' && this.#isExpected(item.id.split(':')[0] ?? '');
    const messages = this.#writer.write(cutItem(item), this.#clock.nowMs());
    // What the item itself says comes last; what opens or closes a turn for it is worth nothing without it.
    const own = messages.at(-1);
    if (own === undefined || this.#waiting.knows(own.localId)) return [];
    return isEcho ? messages.slice(0, -1) : messages;
  }

  #isExpected(messageId: string): boolean {
    return this.#expected.has(messageId) || this.#waiting.knows(this.#markOf(messageId));
  }

  #markOf(messageId: string): string {
    return `heard:${this.#shareId}:${messageId}`;
  }
}
