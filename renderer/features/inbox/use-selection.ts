import { useCallback, useEffect, useRef, useState } from 'react';
import type { AskKey } from '../../../shared/ids.ts';
import type { AskView } from '../../../shared/model/app-view.ts';

export interface Selection {
  readonly key: AskKey | null;
  /** The card the selection last moved to by no act of the person, and how often that happened. */
  readonly drift: { readonly key: AskKey | null; readonly count: number };
  readonly select: (key: AskKey) => void;
  readonly move: (by: 1 | -1) => AskKey | null;
}

/**
 * The selected ask. New asks never take the selection away; when the selected one ends, the one that takes its place is
 * selected, and `drift` tells its card to rest before it takes a key meant for the old one.
 */
export function useSelection(asks: readonly AskView[], wanted: AskKey | undefined): Selection {
  const [chosen, setChosen] = useState<AskKey | null>(wanted ?? null);
  const [drift, setDrift] = useState<Selection['drift']>({ key: null, count: 0 });
  const place = useRef(0);
  const at = asks.findIndex((ask) => ask.key === chosen);
  const index = at >= 0 ? at : Math.min(place.current, asks.length - 1);
  const key = asks[index]?.key ?? null;

  useEffect(() => {
    if (wanted !== undefined) setChosen(wanted);
  }, [wanted]);
  useEffect(() => {
    place.current = Math.max(0, index);
    if (key === chosen) return;
    setChosen(key);
    setDrift((before) => ({ key, count: before.count + 1 }));
  }, [key, chosen, index]);

  const select = useCallback((next: AskKey) => setChosen(next), []);
  const move = useCallback(
    (by: 1 | -1) => {
      const next = asks[Math.max(0, Math.min(asks.length - 1, index + by))]?.key ?? null;
      setChosen(next);
      return next;
    },
    [asks, index],
  );
  return { key, drift, select, move };
}
