import type { LinkCause } from '../../../shared/model/session.ts';
import { MINUTE_MS, SECOND_MS } from '../../../shared/units.ts';
import type { Link } from '../../net/link.ts';
import type { Context } from './context.ts';
import { classifyStream, isMissingRoute, MAX_RETRY_AFTER_MS, statusCause } from './errors.ts';
import { decodeUtf8, readJson } from '../../claude/frame.ts';
import { readList } from './list.ts';
import { readRow, type SessionRow } from './list-rows.ts';

/** A new session shows, and can ask, within this time. One small request for a whole account. */
const POLL_EVERY_MS = 10 * SECOND_MS;
/** While the watch stream works, the poll only repairs what a lost change would leave. */
const POLL_BESIDE_WATCH_MS = 5 * MINUTE_MS;

export interface ListOwner {
  /** The complete list. */
  onList(rows: readonly SessionRow[]): void;
  /** One row with news. */
  onRow(row: SessionRow): void;
  onRemoved(sessionId: string): void;
  onTrouble(cause: LinkCause, retryAtMs: number): void;
  /** Which generation answers; null while neither is known to. */
  version(): 'v1' | 'v2' | null;
  onVersion(version: 'v1' | 'v2'): void;
}

/** Follows the service's list: one poll for all sessions, and a stream of changes where the service has one. */
export class ListWatch {
  readonly #context: Context;
  readonly #owner: ListOwner;
  #stopTimer: (() => void) | null = null;
  #watch: Link | null = null;
  #hasWatch = true;
  #resumeToken: string | null = null;
  #isWatching = false;
  #isStopped = false;
  #isPolling = false;
  #failures = 0;

  constructor(context: Context, owner: ListOwner) {
    this.#context = context;
    this.#owner = owner;
  }

  start(): void {
    void this.poll();
  }

  stop(): void {
    this.#isStopped = true;
    this.#stopTimer?.();
    this.#watch?.stop();
  }

  /** Reads the list now. A poll that is under way counts. */
  async poll(): Promise<void> {
    if (this.#isPolling || this.#isStopped) return;
    this.#isPolling = true;
    this.#stopTimer?.();
    const delayMs = await this.#pollOnce();
    this.#isPolling = false;
    if (this.#isStopped) return;
    this.#stopTimer = this.#context.tools.clock.schedule(delayMs, () => void this.poll());
  }

  async #pollOnce(): Promise<number> {
    const { clock, random } = this.#context.tools;
    const version = this.#owner.version() ?? 'v2';
    const list = await readList(this.#context.rest, version);
    if (this.#isStopped) return POLL_EVERY_MS;
    if (list.ok) {
      this.#failures = 0;
      this.#resumeToken = list.value.resumeToken;
      this.#owner.onVersion(version);
      this.#owner.onList(list.value.rows);
      if (version === 'v2') this.#startWatch();
      return (this.#isWatching ? POLL_BESIDE_WATCH_MS : POLL_EVERY_MS) * (0.9 + 0.2 * random.fraction());
    }
    if (list.error.tag === 'sign-in') return POLL_EVERY_MS;
    if (list.error.tag === 'status' && this.#owner.version() === null && isMissingRoute(list.error.status)) {
      const older = await readList(this.#context.rest, 'v1');
      if (older.ok && !this.#isStopped) {
        this.#owner.onVersion('v1');
        this.#owner.onList(older.value.rows);
        return POLL_EVERY_MS;
      }
    }
    const cause = list.error.tag === 'status' ? statusCause(list.error.status) : list.error.cause;
    this.#failures++;
    const cap = Math.min(POLL_EVERY_MS, SECOND_MS * 2 ** Math.min(this.#failures, 8));
    const delayMs = Math.min(MAX_RETRY_AFTER_MS, SECOND_MS / 2 + cap * random.fraction());
    this.#owner.onTrouble(cause, clock.nowMs() + delayMs);
    return delayMs;
  }

  /** A stream that this service does not have ends it for good; the poll goes on. */
  #startWatch(): void {
    if (this.#watch !== null || !this.#hasWatch || this.#isStopped) return;
    const { kit, rest, signIn, settings } = this.#context;
    this.#watch = kit.eventStream({
      name: `${settings.id}/list`,
      url: () =>
        rest.url('v1/code/sessions/watch', {
          exclude_tags: '-',
          ...(this.#resumeToken !== null && { resume_token: this.#resumeToken }),
        }),
      headers: async () => {
        const token = await signIn.token();
        return token.ok
          ? { ok: true, value: rest.headers(token.value) }
          : { ok: false, error: { code: 'unauthorized' } };
      },
      classify: (info, history) => {
        if (info.tag === 'status' && isMissingRoute(info.status)) this.#hasWatch = false;
        return classifyStream(info, history);
      },
      onState: (state) => {
        const wasWatching = this.#isWatching;
        this.#isWatching = state.tag === 'open' || state.tag === 'live';
        // What changed while the stream was away is only in the list; its token has aged too.
        if (wasWatching && !this.#isWatching) void this.poll();
      },
      onEvent: ({ name, data }) => this.#onChange(name, data),
    });
    this.#watch.start();
  }

  #onChange(name: string, data: Buffer): void {
    if (name !== 'added' && name !== 'changed' && name !== 'removed') return;
    const json = readJson(decodeUtf8(data) ?? '');
    const row = json.ok ? readRow(json.value) : null;
    if (row === null) return void this.poll();
    if (name === 'removed') this.#owner.onRemoved(row.sessionId);
    else this.#owner.onRow(row);
  }
}
