import type { SessionId } from '../../../shared/ids.ts';
import type { TranscriptItem } from '../../../shared/model/transcript.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { CommandError } from '../../ports/command.ts';
import { readEnvelope } from './envelope.ts';
import { readFrame } from '../../claude/frame.ts';
import { readHistory } from './history.ts';
import type { Rest } from './rest.ts';
import { transcriptItems } from '../../claude/transcript.ts';
import { translate } from '../../claude/translate.ts';

/** A page may hold nothing that a transcript shows; only then is the next one read at once. */
const MAX_EMPTY_PAGES = 5;

/** Pages of one session's past, from where this run began to listen, further back with every call. */
export class OlderPages {
  #from: string | null = null;
  #isAtEnd = false;
  #isStarted = false;
  #hadItems = false;

  get mayHaveMore(): boolean {
    return !this.#isAtEnd;
  }

  /** @param fromEnd  the newest page comes next, not the one before what was heard live */
  rewind(fromEnd: boolean): void {
    // Looked at to its end, and nothing was there.
    if (!this.#hadItems && this.#isAtEnd && !fromEnd) return;
    this.#from = null;
    this.#isAtEnd = false;
    this.#isStarted = fromEnd;
  }

  /** @param startAt  the oldest event heard live; null = none yet */
  async next(
    rest: Rest,
    sessionId: SessionId,
    version: 'v1' | 'v2',
    startAt: string | null,
  ): Promise<Result<readonly TranscriptItem[], CommandError>> {
    if (!this.#isStarted) this.#from = startAt;
    for (let page = 0; page < MAX_EMPTY_PAGES && !this.#isAtEnd; page++) {
      const read = await readHistory(rest, { sessionId, version, towards: 'older', from: this.#from });
      if (!read.ok) {
        if (read.error.tag !== 'status') return err({ code: 'offline' });
        return err({
          code: read.error.status === 404 ? 'not-supported' : 'refused',
          detail: String(read.error.status),
        });
      }
      this.#isStarted = true;
      this.#from = read.value.next;
      this.#isAtEnd = read.value.next === null;
      const oldestFirst = version === 'v2' ? read.value.events.toReversed() : read.value.events;
      const items = oldestFirst.flatMap((text) => itemsOf(text, version));
      if (items.length === 0) continue;
      this.#hadItems = true;
      return ok(items);
    }
    return ok([]);
  }
}

function itemsOf(text: string, version: 'v1' | 'v2'): readonly TranscriptItem[] {
  if (version === 'v1') {
    const frame = readFrame(text);
    return frame.ok ? transcriptItems(frame.value) : [];
  }
  const read = readEnvelope(text);
  if (!read.ok || !read.value.frame.ok) return [];
  const frame = read.value.frame.value;
  return translate(frame, read.value.source).some(({ tag }) => tag === 'said') ? transcriptItems(frame) : [];
}
