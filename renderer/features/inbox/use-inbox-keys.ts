import { useEffect } from 'react';
import type { AskKey } from '../../../shared/ids.ts';
import type { AskView } from '../../../shared/model/app-view.ts';
import { go } from '../../store/place.ts';
import { isFreeKey } from '../../ui/free-key.ts';
import { commandsOf } from './card-commands.ts';
import type { Selection } from './use-selection.ts';

/** Triage by keyboard. Keys obey the same rest and sight as the buttons they stand for. */
export function useInboxKeys(asks: readonly AskView[], selection: Selection): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!isFreeKey(event)) return;
      const run = commandFor(event, asks, selection);
      if (run === undefined) return;
      event.preventDefault();
      run();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [asks, selection]);
}

function commandFor(event: KeyboardEvent, asks: readonly AskView[], selection: Selection): (() => void) | undefined {
  const { key } = selection;
  switch (event.key) {
    case 'j':
      return () => focusCard(selection.move(1));
    case 'k':
      return () => focusCard(selection.move(-1));
  }
  // A held key must not answer one ask after the other.
  if (key === null || event.repeat) return undefined;
  const commands = commandsOf(key);
  switch (event.key) {
    case 'a':
      return commands.allow;
    case 'd':
      return commands.deny;
    case 'r':
      return commands.reason;
    case 'e':
      return commands.edit;
    case 'Enter': {
      const ask = asks.find((each) => each.key === key);
      const onControl = event.target instanceof Element && event.target.closest('button, a, summary, label') !== null;
      return ask === undefined || onControl ? undefined : () => go({ tag: 'session', key: ask.sessionKey });
    }
    default:
      return undefined;
  }
}

/** Moves focus to a card, so that it is read out, and brings it into view. */
export function focusCard(key: AskKey | null): void {
  // Wait for the card of the new selection to be drawn.
  requestAnimationFrame(() => {
    for (const card of document.querySelectorAll<HTMLElement>('[data-ask]')) {
      if (card.dataset['ask'] !== key) continue;
      const tall = card.offsetHeight > window.innerHeight * 0.8;
      // A field that opened in it meanwhile keeps the focus.
      if (!card.contains(document.activeElement)) card.focus({ preventScroll: true });
      card.scrollIntoView({ block: tall ? 'start' : 'nearest' });
    }
  });
}
