import { useCallback, useState } from 'react';
import type { AskKey } from '../../../shared/ids.ts';
import type { Place } from '../../../shared/ipc/contract.ts';
import type { AskView } from '../../../shared/model/app-view.ts';

export interface Selection {
  readonly key: AskKey | null;
  /** The card the selection last moved to by no act of the person, and how often that happened. */
  readonly drift: { readonly key: AskKey | null; readonly count: number };
  readonly select: (key: AskKey) => void;
  readonly move: (by: 1 | -1) => AskKey | null;
}

interface Held {
  readonly key: AskKey | null;
  /** Where the selected card stands, to know its neighbour once it is gone. */
  readonly index: number;
  readonly drift: Selection['drift'];
  /** The last place that was followed: asking for the same card again selects it again. */
  readonly followed: Place | null;
}

/**
 * The selected ask. New asks never take the selection away; when the selected one ends, the one that takes its place is
 * selected, and `drift` tells its card to rest before it takes a key meant for the old one.
 */
export function useSelection(asks: readonly AskView[], place: Place): Selection {
  const [stored, setHeld] = useState<Held>({ key: null, index: 0, drift: { key: null, count: 0 }, followed: null });
  const held = follow(stored, asks, place);
  if (held !== stored) setHeld(held);

  const select = useCallback((key: AskKey) => setHeld((before) => ({ ...before, key })), []);
  const move = useCallback(
    (by: 1 | -1) => {
      const index = Math.max(0, Math.min(asks.length - 1, held.index + by));
      const key = asks[index]?.key ?? null;
      setHeld((before) => ({ ...before, key, index }));
      return key;
    },
    [asks, held.index],
  );
  return { key: held.key, drift: held.drift, select, move };
}

function follow(held: Held, asks: readonly AskView[], place: Place): Held {
  const wanted = place !== held.followed && place.tag === 'inbox' ? place.ask : undefined;
  const wantedKey = wanted ?? held.key;
  const at = asks.findIndex((ask) => ask.key === wantedKey);
  if (at >= 0) {
    const same = at === held.index && wantedKey === held.key && place === held.followed;
    return same ? held : { ...held, key: wantedKey, index: at, followed: place };
  }
  const index = Math.max(0, Math.min(held.index, asks.length - 1));
  const key = asks[index]?.key ?? null;
  if (key === held.key && index === held.index && place === held.followed) return held;
  const drift = key === held.key ? held.drift : { key, count: held.drift.count + 1 };
  return { key, index, drift, followed: place };
}
