import { useEffect } from 'react';
import type { AskKey } from '../../shared/ids.ts';
import type { AskDetail } from '../../shared/model/app-view.ts';
import { call } from '../bridge/bridge.ts';
import { currentView, onViewChange } from './app-store.ts';
import { createCell, useCell } from './cell.ts';

export type DetailState =
  { readonly tag: 'loading' } | { readonly tag: 'there'; readonly detail: AskDetail } | { readonly tag: 'failed' };

/** Details by ask key. Content is bound to its key, so it is fetched once and forgotten when the ask ends. */
const detailsCell = createCell<ReadonlyMap<AskKey, DetailState>>(new Map());

function put(key: AskKey, state: DetailState): void {
  detailsCell.set(new Map(detailsCell.get()).set(key, state));
}

async function load(key: AskKey): Promise<void> {
  put(key, { tag: 'loading' });
  const answer = await call('inbox:detail', { key });
  put(key, answer.ok ? { tag: 'there', detail: answer.value } : { tag: 'failed' });
}

export function reloadDetail(key: AskKey): void {
  void load(key);
}

/** The whole content of an ask; fetches it when it is first wanted. */
export function useDetail(key: AskKey): DetailState {
  const state = useCell(detailsCell, (details) => details.get(key));
  useEffect(() => {
    if (!detailsCell.get().has(key)) void load(key);
  }, [key]);
  return state ?? { tag: 'loading' };
}

/** Forgets details of asks that are no longer open. @returns stops. */
export function startForgetting(): () => void {
  return onViewChange(() => {
    const open = new Set(currentView()?.inbox.map((ask) => ask.key));
    const held = detailsCell.get();
    const kept = [...held].filter(([key]) => open.has(key));
    if (kept.length < held.size) detailsCell.set(new Map(kept));
  });
}
