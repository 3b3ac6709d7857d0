import { addMatch, removeMatch } from './name-owner.ts';
import type { BusSignal, SessionBus } from './session-bus.ts';

interface Question<T> {
  /** Which signals the bus is to hand on. */
  readonly rule: string;
  readonly isNews: (signal: BusSignal) => boolean;
  /** null: it does not say, and nobody is told */
  readonly ask: () => Promise<T | null>;
}

/**
 * Follows what a program on the bus, or a store behind it, says when it is asked: at first, and again at each signal. A
 * signal is only a reason to ask, because what it says may be older than an answer that is on its way; and an answer that
 * is overtaken by that to a later question is passed over.
 *
 * @returns ends it; nothing is said afterwards
 */
export function followAnswer<T>(bus: SessionBus, question: Question<T>, onSaid: (said: T) => void): () => void {
  const { rule, isNews, ask } = question;
  let isOver = false;
  let asked = 0;
  let heard = 0;

  async function look(): Promise<void> {
    asked += 1;
    const number = asked;
    const said = await ask();
    if (said === null || isOver || number < heard) return;
    heard = number;
    onSaid(said);
  }

  const stop = bus.onSignal((signal) => {
    if (isNews(signal)) void look();
  });
  void addMatch(bus, rule).then(look);
  return () => {
    isOver = true;
    stop();
    removeMatch(bus, rule);
  };
}
