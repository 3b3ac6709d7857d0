import type { TokenUsage } from '../../../../shared/model/session.ts';
import type { TranscriptItem } from '../../../../shared/model/transcript.ts';
import { SECOND_MS } from '../../../../shared/units.ts';
import type { Ended, Flushed, Share, SharedFacts, ShareOrder } from '../../../ports/sharing.ts';
import type { PublishContext } from './publish-context.ts';
import { ShareAtWork } from './share-at-work.ts';
import { ShareStanding } from './share-standing.ts';
import { within } from './wait.ts';
import { WaitingMessages } from './waiting-messages.ts';

/** Without the account's keys nothing can be encrypted, and nothing that is not may be written down. */
const MAX_EARLY_ITEMS = 5_000;
const DRAIN_LIMIT_MS = 3 * SECOND_MS;
const END_LIMIT_MS = 10 * SECOND_MS;
/** For the goodbye, however long the rest took. */
const LEAST_GOODBYE_MS = SECOND_MS / 2;

/** A session of this computer at an account. What it is told before the account's keys are known waits for them. */
export class SharedSession implements Share {
  readonly #context: PublishContext;
  readonly #order: ShareOrder;
  readonly #waiting: WaitingMessages;
  readonly #standing: ShareStanding;
  readonly #loaded: Promise<void>;
  readonly #onOver: () => void;
  #work: ShareAtWork | null = null;
  #isBeginning = false;
  /** Nothing more is told of it. */
  #isOver = false;
  /** Nothing more is sent of it. */
  #isLeft = false;
  #begun: Promise<void>;
  /** The newest of each: what is told before it can be published. */
  readonly #early = new Map<'facts' | 'usage' | 'asks' | 'end', (work: ShareAtWork) => void>();
  #earlyItems: TranscriptItem[] = [];
  /** All that was appended is written down. */
  #appended: Promise<void> = Promise.resolve();
  #told = '';

  /** @param onOver  it was ended or stopped */
  constructor(context: PublishContext, order: ShareOrder, onOver: () => void) {
    this.#onOver = onOver;
    this.#context = context;
    this.#order = order;
    this.#waiting = new WaitingMessages(order.outbox, context.tools.log);
    this.#standing = new ShareStanding(() => this.#tell());
    this.#loaded = this.#waiting.load();
    this.#standing.show();
    this.#begun = this.#begin();
  }

  tell(facts: SharedFacts): void {
    this.#whenAtWork('facts', (work) => work.tell(facts));
  }

  append(items: readonly TranscriptItem[]): void {
    if (this.#isOver) return;
    if (this.#work !== null) return this.#append(this.#work, items);
    const kept = [...this.#earlyItems, ...items];
    this.#earlyItems = kept.slice(-MAX_EARLY_ITEMS);
    if (kept.length > MAX_EARLY_ITEMS)
      this.#context.tools.log.warn('share-items-dropped', { session: this.#order.shareId });
  }

  usage(usage: TokenUsage): void {
    this.#whenAtWork('usage', (work) => work.usage(usage));
  }

  asks(...told: Parameters<Share['asks']>): void {
    this.#whenAtWork('asks', (work) => work.asks(...told));
  }

  async end(): Promise<Ended> {
    this.#whenAtWork('end', (work) => work.over());
    const ended = await this.#finish(END_LIMIT_MS, (work) => work.told(END_LIMIT_MS));
    // What did not arrive stays, for whoever wants to try it again.
    if (ended.remaining === 0 && ended.end === 'told') await this.#waiting.forget();
    return ended;
  }

  async stop(): Promise<Flushed> {
    const { flushed, remaining } = await this.#finish(DRAIN_LIMIT_MS, () => Promise.resolve('owed'));
    return { flushed, remaining };
  }

  /** The person wants it tried again now, or has signed in. */
  retry(): void {
    if (this.#isOver) return;
    if (this.#work !== null) return this.#work.retry();
    this.#standing.revive();
    this.#begun = this.#begin();
  }

  deleted(sessionId: string): void {
    this.#work?.deleted(sessionId);
  }

  async #begin(): Promise<void> {
    if (this.#isBeginning) return;
    this.#isBeginning = true;
    const { signIn } = this.#context;
    await this.#loaded;
    // Asking for a token reads the keys, whether or not the service can be reached.
    if (signIn.keys === null) await signIn.token();
    this.#isBeginning = false;
    if (this.#isLeft) return;
    if (signIn.keys === null) return this.#standing.fail('sign-in-needed');
    const work = new ShareAtWork({
      context: this.#context,
      order: this.#order,
      account: signIn.keys,
      waiting: this.#waiting,
      standing: this.#standing,
      onProgress: () => this.#tell(),
    });
    this.#work = work;
    for (const early of this.#early.values()) early(work);
    this.#early.clear();
    this.#append(work, this.#earlyItems.splice(0));
    work.start();
  }

  #whenAtWork(what: 'facts' | 'usage' | 'asks' | 'end', run: (work: ShareAtWork) => void): void {
    if (this.#isOver) return;
    if (this.#work === null) this.#early.set(what, run);
    else run(this.#work);
  }

  #append(work: ShareAtWork, items: readonly TranscriptItem[]): void {
    const saved = work.outgoing.append(items, work.delivery);
    this.#appended = this.#appended.then(() => saved).then(() => this.#tell());
    this.#tell();
  }

  /** @param lastWord  what is waited for besides the messages */
  async #finish(limitMs: number, lastWord: (work: ShareAtWork) => Promise<Ended['end']>): Promise<Ended> {
    const wasOver = this.#isOver;
    this.#isOver = true;
    this.#onOver();
    const { clock } = this.#context.tools;
    const startedMs = clock.monotonicMs();
    const leftMs = () => Math.max(0, limitMs - (clock.monotonicMs() - startedMs));
    if (!wasOver) await within(clock, limitMs, this.#begun);
    const work = this.#work;
    this.#isLeft = true;
    if (work === null || wasOver)
      return { flushed: 0, remaining: this.#waiting.count + this.#earlyItems.length, end: 'owed' };
    const deliveredBefore = work.delivery.deliveredCount;
    let end: Ended['end'] = 'owed';
    const messages = this.#appended.then(() => work.drain(limitMs));
    await within(clock, leftMs(), Promise.all([messages, lastWord(work).then((said) => (end = said))]));
    await work.leave(Math.max(LEAST_GOODBYE_MS, leftMs()));
    return { flushed: work.delivery.deliveredCount - deliveredBefore, remaining: this.#waiting.count, end };
  }

  #tell(): void {
    const state = this.#standing.state;
    const { count: unsent, asideCount: refused, leftOut } = this.#waiting;
    const counts = { unsent, refused, leftOut };
    const text = JSON.stringify([state, counts]);
    if (text === this.#told || this.#isOver) return;
    this.#told = text;
    this.#order.onState(state, counts);
  }
}
