import type { SessionKey } from '../../shared/ids.ts';
import type { TranscriptItem, TranscriptPage } from '../../shared/model/transcript.ts';
import type { Clock } from '../ports/clock.ts';
import type { TranscriptStore } from '../ports/transcripts.ts';

/** The most items of one session that are held parsed; older ones are read from the service again. */
const MAX_ITEMS = 20_000;
const TELL_EVERY_MS = 80;

export interface WatchedTranscript {
  /** Reads the stored frames of a session and follows it; null = nobody looks any more. */
  watch(key: SessionKey | null, read: (frame: Uint8Array) => readonly TranscriptItem[]): void;
  readonly key: SessionKey | null;
  page(from: number, count: number): TranscriptPage;
  /** Puts a page of older history in front. @returns how many items were new. */
  prepend(items: readonly TranscriptItem[]): number;
}

/** The parsed transcript of the one session on screen. All others stay bytes. */
export function createWatchedTranscript(parts: {
  readonly store: TranscriptStore;
  readonly clock: Clock;
  readonly tell: (change: { readonly key: SessionKey; readonly endIndex: number; readonly liveText: string }) => void;
}): WatchedTranscript {
  const { store, clock } = parts;
  let key: SessionKey | null = null;
  let read: (frame: Uint8Array) => readonly TranscriptItem[] = () => [];
  let items: TranscriptItem[] = [];
  let ids = new Set<string>();
  let start = 0;
  let olderAvailable = true;
  let liveText = '';
  let cancelTell: (() => void) | null = null;

  function take(frame: Uint8Array): void {
    for (const item of read(frame)) {
      if (ids.has(item.id)) continue; // a replay
      ids.add(item.id);
      items.push(item);
    }
    if (items.length > MAX_ITEMS) {
      const dropped = items.splice(0, items.length - MAX_ITEMS);
      for (const item of dropped) ids.delete(item.id);
      start += dropped.length;
      olderAvailable = true;
    }
  }

  function tellSoon(): void {
    cancelTell ??= clock.schedule(TELL_EVERY_MS, () => {
      cancelTell = null;
      if (key !== null) parts.tell({ key, endIndex: start + items.length, liveText });
    });
  }

  store.onAppend((of, frame) => {
    if (of !== key) return;
    take(frame);
    tellSoon();
  });
  store.onLive((of, text) => {
    if (of !== key) return;
    liveText = text;
    tellSoon();
  });

  return {
    get key() {
      return key;
    },
    watch(next, reader) {
      cancelTell?.();
      cancelTell = null;
      key = next;
      read = reader;
      items = [];
      ids = new Set();
      start = 0;
      olderAvailable = true;
      liveText = '';
      if (next !== null) for (const frame of store.frames(next)) take(frame);
    },
    page(from, count) {
      const end = start + items.length;
      const firstIndex = Math.min(Math.max(from, start), end);
      const slice = items.slice(firstIndex - start, firstIndex - start + count);
      return { items: slice, firstIndex, startIndex: start, endIndex: end, olderAvailable, liveText };
    },
    prepend(older) {
      const fresh = older.filter((item) => !ids.has(item.id));
      for (const item of fresh) ids.add(item.id);
      items = [...fresh, ...items];
      start -= fresh.length;
      if (fresh.length === 0) olderAvailable = false;
      return fresh.length;
    },
  };
}
