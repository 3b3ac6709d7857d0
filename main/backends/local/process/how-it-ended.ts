import type { Activity } from '../../../../shared/model/session.ts';
import { CRASH_SUBTYPE } from '../../../claude/read-system.ts';
import type { ChildEnd } from './agent-child.ts';

/**
 * What the end of a program means.
 *
 * @param wasAsked  we, or the program itself by its last words, meant it to end. The code says nothing then: after a
 *                  turn that failed Claude Code ends with 1, however politely it was asked
 */
export function activityAfter(end: ChildEnd, wasAsked: boolean): Activity {
  if (wasAsked || (end.tag === 'exit' && end.code === 0)) return { tag: 'ended' };
  return { tag: 'ended', reason: `crashed: ${words(end)}` };
}

/** A message of our own making for the transcript, in the form that all of them have. */
export function crashNote(end: ChildEnd, lastLines: readonly string[], uuid: string): string {
  const content = lastLines.join('\n');
  return JSON.stringify({ type: 'system', subtype: CRASH_SUBTYPE, uuid, message: words(end), content });
}

function words(end: ChildEnd): string {
  switch (end.tag) {
    case 'exit':
      return `exit code ${end.code}`;
    case 'signal':
      return end.name;
    case 'not-run':
      return 'could not be run';
  }
}
