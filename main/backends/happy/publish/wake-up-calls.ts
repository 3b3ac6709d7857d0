import type { OtherDeviceWords } from '../../../../shared/strings/other-devices.ts';
import type { SharedFacts } from '../../../ports/sharing.ts';
import { cutText } from './cut-json.ts';
import { openIn } from './agent-state.ts';
import type { PublishedAsk, PublishedAsks } from './published-asks.ts';
import type { SessionApi } from './session-api.ts';

const MAX_TITLE_CHARS = 150;

/** Tells the person's devices that a session wants something, or is done. Best effort: what counts stands in the state. */
export class WakeUpCalls {
  readonly #api: SessionApi;
  readonly #facts: () => SharedFacts;
  readonly #words: () => OtherDeviceWords;
  #asks: readonly PublishedAsk[] = [];

  constructor(api: SessionApi, facts: () => SharedFacts, words: () => OtherDeviceWords) {
    this.#api = api;
    this.#words = words;
    this.#facts = facts;
  }

  /** To be told once they can be seen there. */
  raised(asks: readonly PublishedAsk[]): void {
    this.#asks = [...this.#asks, ...asks];
  }

  /** The state was written. Whoever was answered in the meantime wakes nobody. */
  askWritten(sessionId: string, state: string | null, asks: PublishedAsks): void {
    const there = openIn(state);
    const wanted = this.#asks.filter(({ wireId }) => asks.find(wireId) !== null);
    const due = wanted.filter(({ wireId }) => there.has(wireId));
    this.#asks = wanted.filter(({ wireId }) => !there.has(wireId));
    for (const { request } of due) {
      if (request.kind === 'question') void this.#push(sessionId, 'question', this.#words().wakeUp.question);
      // The service reads this: no more than the tool's name.
      else void this.#push(sessionId, 'permission', this.#words().wakeUp.permission(request.toolName));
    }
  }

  done(sessionId: string): void {
    void this.#push(sessionId, 'done', this.#words().wakeUp.done);
  }

  async #push(sessionId: string, kind: 'done' | 'permission' | 'question', text: string): Promise<void> {
    const title = cutText(this.#facts().title.trim() || 'Claude', MAX_TITLE_CHARS, '');
    await this.#api.push(sessionId, { kind, title, body: cutText(text, MAX_TITLE_CHARS, '') });
  }
}
