export { AskCard } from './ask-card.tsx';
export { askTitle } from './ask-titles.ts';
export { Inbox } from './inbox.tsx';
export { SingleAsk } from './single-ask.tsx';
export { modeWords } from './suggestion-words.ts';
