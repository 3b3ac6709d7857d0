import { windowWords as german } from './de/window.ts';
import { windowWords as english } from './en/window.ts';
import type { Language } from './language.ts';
import type { Wording } from './wording.ts';

export type WindowWords = Wording<typeof english>;

const tables: Readonly<Record<Language, WindowWords>> = { en: english, de: german };

/**
 * Every word the window says, in the language it speaks now. A live binding: read it while drawing, never into a
 * constant of a module, which would keep the language of the start.
 */
export let words: WindowWords = english;

/** Changes the language of `words`. What is drawn has to be drawn anew. */
export function speak(language: Language): void {
  words = tables[language];
}
