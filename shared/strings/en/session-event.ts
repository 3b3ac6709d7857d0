import type { SessionEvent } from '../../model/transcript.ts';
import { dayAndTime, number } from './figures.ts';

/** What happened in a session, in its first line; lines of a program may follow. */
export const sessionEvent = (event: SessionEvent): string => {
  switch (event.tag) {
    case 'summarised':
      return 'Older messages were summarised to make room.';
    case 'retrying':
      return `The model service did not answer${event.error === undefined ? '' : ` (${event.error})`}${tries(event)}.`;
    case 'denied-unasked':
      return event.toolName === undefined ? 'Denied without asking.' : `Denied without asking: ${event.toolName}.`;
    case 'file':
      return `File: ${event.name}`;
    case 'stopped':
      return 'The turn was stopped.';
    case 'control':
      return event.to === 'terminal' ? 'Its terminal took over.' : 'Remote control took over.';
    case 'limit-reached':
      return event.untilMs === undefined
        ? 'Usage limit reached.'
        : `Usage limit reached until ${dayAndTime(event.untilMs)}.`;
    case 'mode':
      return `Permission mode: ${event.mode}`;
    case 'crashed':
      return [`Claude Code ended unexpectedly (${event.how}).`, event.lines].filter((part) => part !== '').join('\n');
  }
};

function tries({ attempt, most }: Extract<SessionEvent, { tag: 'retrying' }>): string {
  if (attempt === undefined) return '';
  return most === undefined ? `; try ${number(attempt)}` : `; try ${number(attempt)} of ${number(most)}`;
}
