import type { SessionKey } from '../../shared/ids.ts';
import type { TranscriptItem, TranscriptPage } from '../../shared/model/transcript.ts';
import type { SessionEntry } from '../domain/session-registry.ts';
import type { Backend } from '../ports/backend.ts';
import type { Clock } from '../ports/clock.ts';
import type { TranscriptStore } from '../ports/transcripts.ts';

/** The most items of one session that are held parsed; older ones are read from the service again. */
const MAX_ITEMS = 20_000;
const TELL_EVERY_MS = 80;

/** Where the items of one session come from. */
export interface TranscriptSource {
  readonly key: SessionKey;
  readonly read: (frame: Uint8Array) => readonly TranscriptItem[];
  readonly mayHaveOlder: () => boolean;
  /** @param isCut  what is stored does not reach back to where older history would go on */
  readonly rewindOlder: (isCut: boolean) => void;
}

export function transcriptOf({ key, sessionId }: SessionEntry, backend: Backend): TranscriptSource {
  return {
    key,
    read: (frame) => backend.readTranscript(frame),
    mayHaveOlder: () => backend.mayHaveOlder(sessionId),
    rewindOlder: (isCut) => backend.rewindOlder(sessionId, isCut),
  };
}

type TranscriptChange = { readonly key: SessionKey } & Pick<TranscriptPage, 'endIndex' | 'olderAvailable' | 'liveText'>;

export interface WatchedTranscript {
  /** Reads the stored frames of a session and follows it; null = nobody looks any more. */
  watch(source: TranscriptSource | null): void;
  readonly key: SessionKey | null;
  page(from: number, count: number): TranscriptPage;
  /** Puts a page of older history in front; an empty one is the last. @returns how many items were new. */
  prepend(items: readonly TranscriptItem[]): number;
}

/** The parsed transcript of the one session on screen. All others stay bytes. */
export function createWatchedTranscript(parts: {
  readonly store: TranscriptStore;
  readonly clock: Clock;
  readonly tell: (change: TranscriptChange) => void;
}): WatchedTranscript {
  const { store, clock } = parts;
  let source: TranscriptSource | null = null;
  let items: TranscriptItem[] = [];
  let ids = new Set<string>();
  let start = 0;
  /** The last page of history was empty, whatever else is said. */
  let isAtStart = false;
  let liveText = '';
  let cancelTell: (() => void) | null = null;

  function take(frame: Uint8Array): void {
    for (const item of source?.read(frame) ?? []) {
      if (ids.has(item.id)) continue; // a replay
      ids.add(item.id);
      items.push(item);
    }
    if (items.length > MAX_ITEMS) {
      const dropped = items.splice(0, items.length - MAX_ITEMS);
      for (const item of dropped) ids.delete(item.id);
      start += dropped.length;
      rewind(true);
    }
  }

  function rewind(isCut: boolean): void {
    isAtStart = false;
    source?.rewindOlder(isCut);
  }

  function olderAvailable(): boolean {
    return !isAtStart && source?.mayHaveOlder() === true;
  }

  function tellSoon(): void {
    cancelTell ??= clock.schedule(TELL_EVERY_MS, () => {
      cancelTell = null;
      if (source === null) return;
      const { key } = source;
      parts.tell({ key, endIndex: start + items.length, olderAvailable: olderAvailable(), liveText });
    });
  }

  store.onAppend((of, frame) => {
    if (of !== source?.key) return;
    take(frame);
    tellSoon();
  });
  store.onLive((of, text) => {
    if (of !== source?.key) return;
    liveText = text;
    tellSoon();
  });

  return {
    get key() {
      return source?.key ?? null;
    },
    watch(next) {
      cancelTell?.();
      cancelTell = null;
      source = next;
      items = [];
      ids = new Set();
      start = 0;
      liveText = '';
      if (next === null) return;
      rewind(store.wasCut(next.key));
      for (const frame of store.frames(next.key)) take(frame);
    },
    page(from, count) {
      const end = start + items.length;
      const firstIndex = Math.min(Math.max(from, start), end);
      const slice = items.slice(firstIndex - start, firstIndex - start + count);
      return { items: slice, firstIndex, startIndex: start, endIndex: end, olderAvailable: olderAvailable(), liveText };
    },
    prepend(older) {
      const fresh = older.filter((item) => !ids.has(item.id));
      for (const item of fresh) ids.add(item.id);
      items = [...fresh, ...items];
      start -= fresh.length;
      if (older.length === 0) isAtStart = true;
      return fresh.length;
    },
  };
}
