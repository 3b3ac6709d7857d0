import type { AskKey } from '../../../shared/ids.ts';

/** What the keyboard can do with a card. A card without a form of denial or editing leaves it out. */
export interface CardCommands {
  readonly allow?: () => void;
  readonly deny?: () => void;
  readonly reason?: () => void;
  readonly edit?: () => void;
}

const commands = new Map<AskKey, CardCommands>();

/** @returns takes them back. */
export function offerCommands(key: AskKey, offered: CardCommands): () => void {
  commands.set(key, offered);
  return () => {
    if (commands.get(key) === offered) commands.delete(key);
  };
}

export const commandsOf = (key: AskKey): CardCommands => commands.get(key) ?? {};
