import type { AskKey } from '../../../shared/ids.ts';
import type { CallErrorCode } from '../../../shared/ipc/types.ts';
import type { Decision } from '../../../shared/model/decision.ts';
import { call } from '../../bridge/bridge.ts';
import { onViewChange } from '../../store/app-store.ts';
import { createCell, useCell } from '../../store/cell.ts';
import { reloadDetail } from '../../store/detail-cache.ts';

type Progress = { readonly tag: 'saving' } | { readonly tag: 'failed'; readonly code: CallErrorCode<'inbox:decide'> };

/** Decisions on their way to main, by ask. Kept outside the cards so that two views of one ask cannot both send. */
const progressCell = createCell<ReadonlyMap<AskKey, Progress>>(new Map());

function put(key: AskKey, progress: Progress | undefined): void {
  const next = new Map(progressCell.get());
  if (progress === undefined) next.delete(key);
  else next.set(key, progress);
  progressCell.set(next);
}

export const isSaving = (key: AskKey): boolean => progressCell.get().get(key)?.tag === 'saving';

export const useProgress = (key: AskKey): Progress | undefined => useCell(progressCell, (all) => all.get(key));

/** Sends one decision about the bytes that were shown. A second one while the first is under way does nothing. */
export async function decide(ask: {
  readonly key: AskKey;
  readonly inputHash: string;
  readonly decision: Decision;
}): Promise<void> {
  if (isSaving(ask.key)) return;
  put(ask.key, { tag: 'saving' });
  const answer = await call('inbox:decide', ask);
  if (!answer.ok) {
    put(ask.key, { tag: 'failed', code: answer.error.code });
    if (answer.error.code === 'changed') reloadDetail(ask.key);
    return;
  }
  // The view that follows no longer has this ask; if it has, the ask is open again.
  const stop = onViewChange(() => {
    stop();
    put(ask.key, undefined);
  });
}
