import { useEffect } from 'react';
import type { Place } from '../../../shared/ipc/contract.ts';
import { SECOND_MS } from '../../../shared/units.ts';
import { currentView } from '../../store/app-store.ts';
import { go } from '../../store/place.ts';
import { isFreeKey } from '../../ui/free-key.ts';

const places: ReadonlyMap<string, Place> = new Map([
  ['i', { tag: 'inbox' }],
  ['s', { tag: 'sessions' }],
  ['o', { tag: 'journal' }],
  ['c', { tag: 'connections' }],
  ['d', { tag: 'doctor' }],
  ['t', { tag: 'settings' }],
]);

const canStart = (): boolean => currentView()?.connections.some((each) => each.capabilities.start) === true;

/** `g` and a letter goes to a place; `n` begins a new session; `?` opens the help. */
export function usePlaceKeys(onHelp: () => void): void {
  useEffect(() => {
    let waitsSinceMs = Number.NEGATIVE_INFINITY;
    const onKey = (event: KeyboardEvent) => {
      if (!isFreeKey(event)) return;
      const place = performance.now() - waitsSinceMs < SECOND_MS ? places.get(event.key) : undefined;
      waitsSinceMs = event.key === 'g' ? performance.now() : Number.NEGATIVE_INFINITY;
      if (event.key === '?') onHelp();
      else if (event.key === 'n' && canStart()) go({ tag: 'sessions', start: true });
      else if (place === undefined) return;
      else go(place);
      event.preventDefault();
    };
    // Before the keys of a place, so that the letter after `g` is not taken twice.
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, [onHelp]);
}
