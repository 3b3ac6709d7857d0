import type { AskKey, RequestId, SessionKey } from '../../shared/ids.ts';
import type { TranscriptItem } from '../../shared/model/transcript.ts';
import type { TokenUsage } from '../../shared/model/session.ts';
import type { Inbox } from '../domain/inbox.ts';
import type { AppState } from '../domain/state.ts';
import type { Backend } from '../ports/backend.ts';
import type { Ended, Flushed, SessionSharer, Share, SharedFacts, ShareOrder } from '../ports/sharing.ts';
import { openAsksOf, outcomeOf, sharedFacts } from './share-facts.ts';
import type { ToldAsks } from './share-hands.ts';

/** One session at work at an account, kept in step with the state. */
export interface ShareRun {
  /** Made by this backend, and over with it. */
  readonly backend: Backend;
  readonly told: ToldAsks;
  /** Tells what is new of the session. */
  follow(state: AppState): void;
  append(items: readonly TranscriptItem[]): void;
  end(): Promise<Ended>;
  stop(): Promise<Flushed>;
}

export function startShare(parts: {
  readonly key: SessionKey;
  readonly backend: Backend;
  readonly sharer: SessionSharer;
  readonly order: ShareOrder;
  readonly state: () => AppState;
}): ShareRun {
  const { key } = parts;
  const share: Share = parts.sharer.share(parts.order);
  let facts = textOf(parts.order.facts);
  let usage: TokenUsage | undefined;
  let inbox: Inbox | null = null;
  let told: ToldAsks | null = null;

  function followFacts({ registry, language }: AppState): void {
    const session = registry.sessions.get(key);
    const connection = session === undefined ? undefined : registry.connections.get(session.connectionId);
    if (session === undefined || connection === undefined) return;
    const next = sharedFacts(session, connection, language);
    if (textOf(next) !== facts) {
      facts = textOf(next);
      share.tell(next);
    }
    if (session.facts.usage === undefined || textOf(session.facts.usage) === textOf(usage)) return;
    usage = session.facts.usage;
    share.usage(usage);
  }

  function followAsks(state: AppState): void {
    if (state.inbox === inbox) return;
    inbox = state.inbox;
    const asks = openAsksOf(state.inbox, key);
    const next = new Map<RequestId, { readonly key: AskKey; readonly inputHash: string }>();
    for (const { key: askKey, request } of asks)
      next.set(request.requestId, { key: askKey, inputHash: request.inputHash });
    if (told !== null && isSame(told, next)) return;
    told = next;
    share.asks(
      asks.map(({ request }) => request),
      (requestId) => outcomeOf(parts.state(), key, requestId),
    );
  }

  return {
    backend: parts.backend,
    get told() {
      return told ?? new Map();
    },
    follow(state) {
      followFacts(state);
      followAsks(state);
    },
    append(items) {
      if (items.length > 0) share.append(items);
    },
    end: () => share.end(),
    stop: () => share.stop(),
  };
}

function textOf(facts: SharedFacts | TokenUsage | undefined): string {
  return JSON.stringify(facts) ?? '';
}

/** An ask's key says what it asks; the order of two open ones does not change. */
function isSame(a: ToldAsks, b: ToldAsks): boolean {
  return a.size === b.size && [...b].every(([id, { key }]) => a.get(id)?.key === key);
}
