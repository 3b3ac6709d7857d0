import type { SessionEvent } from '../../model/transcript.ts';
import { dayAndTime, number } from './figures.ts';

/** What happened in a session, in its first line; lines of a program may follow. */
export const sessionEvent = (event: SessionEvent): string => {
  switch (event.tag) {
    case 'summarised':
      return 'Ältere Nachrichten wurden zusammengefasst, um Platz zu schaffen.';
    case 'retrying':
      return `Der Modelldienst hat nicht geantwortet${event.error === undefined ? '' : ` (${event.error})`}${tries(event)}.`;
    case 'denied-unasked':
      return event.toolName === undefined
        ? 'Ohne Rückfrage abgelehnt.'
        : `Ohne Rückfrage abgelehnt: ${event.toolName}.`;
    case 'file':
      return `Datei: ${event.name}`;
    case 'stopped':
      return 'Der Zug wurde abgebrochen.';
    case 'control':
      return event.to === 'terminal' ? 'Das Terminal hat übernommen.' : 'Die Fernsteuerung hat übernommen.';
    case 'limit-reached':
      return event.untilMs === undefined
        ? 'Nutzungsgrenze erreicht.'
        : `Nutzungsgrenze erreicht, bis ${dayAndTime(event.untilMs)}.`;
    case 'mode':
      return `Berechtigungsmodus: ${event.mode}`;
    case 'crashed':
      return [`Claude Code wurde unerwartet beendet (${event.how}).`, event.lines]
        .filter((part) => part !== '')
        .join('\n');
  }
};

function tries({ attempt, most }: Extract<SessionEvent, { tag: 'retrying' }>): string {
  if (attempt === undefined) return '';
  return most === undefined ? `; Versuch ${number(attempt)}` : `; Versuch ${number(attempt)} von ${number(most)}`;
}
