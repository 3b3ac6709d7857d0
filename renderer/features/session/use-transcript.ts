import { useCallback, useEffect, useRef, useState } from 'react';
import type { SessionKey } from '../../../shared/ids.ts';
import type { TranscriptItem } from '../../../shared/model/transcript.ts';
import { call, onPush } from '../../bridge/bridge.ts';

/** Items read at once; what is far from the eye is forgotten again. */
const PAGE = 100;
const MOST_HELD = 600;

interface Transcript {
  readonly tag: 'loading' | 'there' | 'failed';
  readonly startIndex: number;
  readonly endIndex: number;
  readonly olderAvailable: boolean;
  readonly liveText: string;
  readonly items: ReadonlyMap<number, TranscriptItem>;
}

const nothing: Transcript = {
  tag: 'loading',
  startIndex: 0,
  endIndex: 0,
  olderAvailable: false,
  liveText: '',
  items: new Map(),
};

/** Watches one session's transcript and holds the part of it that is looked at. */
export function useTranscript(key: SessionKey) {
  const [transcript, setTranscript] = useState(nothing);
  const reading = useRef(new Set<number>());

  const read = useCallback(
    async (from: number) => {
      if (reading.current.has(from)) return;
      reading.current.add(from);
      const page = await call('transcript:read', { key, from, count: PAGE });
      reading.current.delete(from);
      setTranscript((held) => {
        if (!page.ok) return held.tag === 'there' ? held : { ...held, tag: 'failed' };
        const items = new Map(held.items);
        page.value.items.forEach((item, offset) => items.set(page.value.firstIndex + offset, item));
        if (items.size > MOST_HELD) forgetFarFrom(items, from + PAGE / 2);
        const { startIndex, endIndex, olderAvailable, liveText } = page.value;
        return {
          tag: 'there',
          startIndex,
          endIndex: Math.max(endIndex, held.endIndex),
          olderAvailable,
          liveText,
          items,
        };
      });
    },
    [key],
  );

  useEffect(() => {
    const stop = onPush('transcript:changed', (change) => {
      if (change.key !== key) return;
      const { endIndex, olderAvailable, liveText } = change;
      setTranscript((held) => ({ ...held, endIndex, olderAvailable, liveText }));
    });
    void call('session:watch', { key });
    void call('session:mark-read', { key });
    // A negative first guess is harmless: main answers with where the transcript really stands.
    void call('transcript:read', { key, from: 0, count: 1 }).then((first) => {
      if (first.ok) void read(Math.max(first.value.startIndex, first.value.endIndex - PAGE));
      else setTranscript((held) => ({ ...held, tag: 'failed' }));
    });
    return () => {
      stop();
      void call('session:watch', { key: null });
    };
  }, [key, read]);

  /** Makes sure the items between two positions are there. */
  const want = useCallback(
    (from: number, to: number) => {
      for (let index = from; index < to; index++) {
        if (transcript.items.has(index)) continue;
        void read(Math.max(transcript.startIndex, index - (index > transcript.endIndex - PAGE ? 0 : PAGE / 2)));
        return;
      }
    },
    [transcript, read],
  );

  const loadOlder = useCallback(async (): Promise<'added' | 'start' | 'failed'> => {
    const older = await call('transcript:older', { key });
    if (!older.ok) return 'failed';
    if (older.value.added > 0) await read(transcript.startIndex - Math.min(older.value.added, PAGE));
    else setTranscript((held) => ({ ...held, olderAvailable: false }));
    return older.value.added > 0 ? 'added' : 'start';
  }, [key, read, transcript.startIndex]);

  return { transcript, want, loadOlder };
}

function forgetFarFrom(items: Map<number, TranscriptItem>, center: number): void {
  const byDistance = [...items.keys()].sort((a, b) => Math.abs(b - center) - Math.abs(a - center));
  for (const index of byDistance.slice(0, items.size - MOST_HELD)) items.delete(index);
}
