import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';

/** A card must rest this long before it takes a decision: a click meant for what stood here before must not count. */
const ARMING_MS = 400;

export interface Arming {
  /** For drawing. */
  readonly armed: boolean;
  /** For deciding: looks at the card's place once more at the moment of the click. */
  readonly isArmed: () => boolean;
}

/**
 * Arms a card some time after it appeared, moved, or was looked at again after the window was hidden.
 *
 * @param restart  arms anew whenever this changes: another content, or a selection the person did not make
 */
export function useArming(card: RefObject<HTMLElement | null>, restart: unknown): Arming {
  const [armed, setArmed] = useState(false);
  const rest = useRef<{ top: number; sinceMs: number; timer: number | undefined }>({
    top: Number.NaN,
    sinceMs: Number.POSITIVE_INFINITY,
    timer: undefined,
  });

  const startOver = useCallback(() => {
    const state = rest.current;
    state.sinceMs = performance.now();
    clearTimeout(state.timer);
    state.timer = window.setTimeout(() => setArmed(true), ARMING_MS);
    // oxlint-disable-next-line react/set-state-in-effect -- the state follows an outside fact: where the card stands
    setArmed(false);
  }, []);

  const checkPlace = useCallback(() => {
    const top = placeOf(card.current);
    if (Math.abs(top - rest.current.top) < 1) return;
    rest.current.top = top;
    startOver();
    // oxlint-disable-next-line react/exhaustive-deps -- a ref is stable; naming its content would make a new function each time
  }, [card, startOver]);

  // Only the layout can tell that a card appeared or moved, so the rest begins in an effect.
  useLayoutEffect(startOver, [startOver, restart]);
  useLayoutEffect(checkPlace);
  useEffect(() => {
    const state = rest.current;
    const page = card.current?.closest('.main-content');
    const observer = new ResizeObserver(checkPlace);
    if (page) observer.observe(page);
    const onVisible = () => {
      if (document.visibilityState === 'visible') startOver();
    };
    document.addEventListener('visibilitychange', onVisible);
    return () => {
      observer.disconnect();
      document.removeEventListener('visibilitychange', onVisible);
      clearTimeout(state.timer);
    };
  }, [card, checkPlace, startOver]);

  const isArmed = useCallback(() => {
    checkPlace();
    return performance.now() - rest.current.sinceMs >= ARMING_MS;
  }, [checkPlace]);
  return { armed, isArmed };
}

/** Distance from the top of the page's content, so that the person's own scrolling does not count as a move. */
function placeOf(card: HTMLElement | null): number {
  const page = card?.closest('.main-content');
  if (!card || !page) return Number.NaN;
  return card.getBoundingClientRect().top - page.getBoundingClientRect().top;
}
