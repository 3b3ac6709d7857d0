import type { AskView } from '../../../shared/model/app-view.ts';
import { words } from '../../../shared/strings/window.ts';

/** The title of a card in our own words; never the agent's text. */
export function askTitle(ask: Pick<AskView, 'kind' | 'toolName'>): string {
  if (ask.kind !== 'tool') return words.inbox.kinds[ask.kind];
  return Object.hasOwn(words.inbox.titles, ask.toolName)
    ? (words.inbox.titles[ask.toolName] ?? words.inbox.anyTool)
    : words.inbox.anyTool;
}
