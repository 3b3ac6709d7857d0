import { useState } from 'react';
import type { AskKey } from '../../../shared/ids.ts';
import type { AskView } from '../../../shared/model/app-view.ts';
import { createCell } from '../../store/cell.ts';

/** The first key under which each request was shown in this window. */
const shownCell = createCell<ReadonlyMap<string, AskKey>>(new Map());

/** True if this request was shown before with other input: it is a new ask and must be read again. */
export function useChangedAsk(ask: AskView): boolean {
  const [changed] = useState(() => {
    const request = `${ask.sessionKey}/${ask.requestId}`;
    const before = shownCell.get().get(request);
    if (before !== ask.key) shownCell.set(new Map(shownCell.get()).set(request, ask.key));
    return before !== undefined && before !== ask.key;
  });
  return changed;
}
