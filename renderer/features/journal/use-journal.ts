import { useCallback, useEffect, useRef, useState } from 'react';
import type { JournalEntry } from '../../../shared/model/journal.ts';
import { words } from '../../../shared/strings/window.ts';
import { call } from '../../bridge/bridge.ts';
import { useApp } from '../../store/app-store.ts';

const PAGE = 50;
/** As many as one call gives: whoever looks further back is left in peace. */
const MOST = 200;
/** A search waits until the person stops typing. */
const TYPING_PAUSE_MS = 200;

export type JournalPages =
  | { readonly tag: 'loading' }
  | { readonly tag: 'failed' }
  | { readonly tag: 'there'; readonly entries: readonly JournalEntry[]; readonly next: number | null };

/** Reads the journal page by page, newest first, and exports it. */
export function useJournal(text: string) {
  const [pages, setPages] = useState<JournalPages>({ tag: 'loading' });
  const [exported, setExported] = useState<{ readonly ok: boolean; readonly said: string } | undefined>(undefined);
  const newest = useRef(0);
  const shown = useRef({ text, count: 0 });
  /** Changes with every decision and with what became of it. */
  const news = useApp(({ receipts }) => receipts.map(({ key, changedAtMs }) => `${key} ${changedAtMs}`).join('\n'));

  useEffect(() => {
    if (pages.tag === 'there') shown.current = { ...shown.current, count: pages.entries.length };
  }, [pages]);

  useEffect(() => {
    const before = shown.current.text === text ? shown.current.count : 0;
    if (before > MOST) return;
    shown.current = { text, count: before };
    const search = ++newest.current;
    const timer = setTimeout(() => {
      void call('journal:search', { text, before: null, count: Math.max(PAGE, before) }).then((found) => {
        if (search === newest.current) setPages(found.ok ? { tag: 'there', ...found.value } : { tag: 'failed' });
      });
    }, TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, news]);

  const more = useCallback(async () => {
    if (pages.tag !== 'there' || pages.next === null) return;
    const search = newest.current;
    const found = await call('journal:search', { text, before: pages.next, count: PAGE });
    if (search !== newest.current) return;
    setPages(
      found.ok
        ? { tag: 'there', entries: [...pages.entries, ...found.value.entries], next: found.value.next }
        : { tag: 'failed' },
    );
  }, [pages, text]);

  const exportAll = useCallback(async () => {
    setExported(undefined);
    const written = await call('journal:export', undefined);
    if (!written.ok) setExported({ ok: false, said: words.common.callError(written.error.code) });
    else if (written.value !== null) setExported({ ok: true, said: words.journal.exported(written.value.written) });
  }, []);
  return { pages, more, exportAll, exported };
}
