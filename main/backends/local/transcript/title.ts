import type { TranscriptFacts } from './transcript-facts.ts';

/** Most that a title takes of a prompt, in characters. */
const TITLE_LENGTH = 120;

/** First line with something on it, cut to the length of a title; undefined if there is none. */
export function titleLine(text: string | undefined): string | undefined {
  const line = text
    ?.split('\n', 100)
    .map((each) => each.trim())
    .find((each) => each !== '');
  if (line === undefined) return undefined;
  const characters = [...line.slice(0, 2 * TITLE_LENGTH + 2)];
  return characters.length > TITLE_LENGTH ? `${characters.slice(0, TITLE_LENGTH - 1).join('')}…` : line;
}

/** What a conversation that has ended is called; undefined if nobody said a word in it. */
export function pastTitle({ customTitle, aiTitle, lastPrompt }: TranscriptFacts): string | undefined {
  return titleLine(customTitle) ?? titleLine(aiTitle) ?? titleLine(lastPrompt);
}
