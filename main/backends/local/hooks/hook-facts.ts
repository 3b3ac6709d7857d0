import type { Activity } from '../../../../shared/model/session.ts';
import { present } from '../../../claude/present.ts';
import type { Hook } from './read-hook.ts';

/** What a hook tells of its session besides asks. */
export interface HookFacts {
  readonly cwd?: string;
  readonly permissionMode?: string;
  readonly activity?: Activity;
  /** The session's own name. */
  readonly sessionTitle?: string;
  /** First line of what the person last typed, for sessions without a name. */
  readonly promptTitle?: string;
  readonly transcriptPath?: string;
}

/** @param isAsking  an ask of the session is open: then it waits for the person, whatever else goes on in it */
export function factsOf({ origin, news }: Hook, isAsking: boolean): HookFacts {
  const { cwd, permission_mode: permissionMode, transcript_path: transcriptPath } = origin.wire;
  const activity = news.tag === 'session-over' || !isAsking ? activityOf({ origin, news }) : NEEDS_YOU;
  const prompted = news.tag === 'prompted' ? news : null;
  return present<HookFacts>({
    cwd,
    // Each agent may have a mode of its own.
    permissionMode: origin.agentId === null ? permissionMode : undefined,
    transcriptPath,
    activity,
    sessionTitle: prompted?.sessionTitle,
    promptTitle: prompted === null ? undefined : titleOf(prompted.prompt),
  });
}

const NEEDS_YOU: Activity = { tag: 'needs-you' };
export const WORKING: Activity = { tag: 'working' };

function activityOf({ news }: Hook): Activity | undefined {
  switch (news.tag) {
    case 'prompted':
    case 'tool-begins':
    case 'tool-ran':
    case 'tool-refused':
    case 'tools-over':
      return WORKING;
    case 'permission-asked':
      return NEEDS_YOU;
    case 'turn-over':
      return { tag: 'idle' };
    case 'session-over':
      return { tag: 'ended', ...present<{ reason?: string }>({ reason: news.reason }) };
    default:
      return undefined;
  }
}

const MAX_TITLE_LENGTH = 200;

/** Claude Code submits prompts of its own too, in tags: news of its background work. */
export const isOwnPrompt = (prompt: string | undefined) => prompt?.startsWith('<task-notification>') === true;

function titleOf(prompt: string | undefined): string | undefined {
  if (prompt === undefined || isOwnPrompt(prompt)) return undefined;
  const line = prompt.trimStart().split('\n', 1)[0]?.trim() ?? '';
  return line === '' ? undefined : [...line.slice(0, 2 * MAX_TITLE_LENGTH)].slice(0, MAX_TITLE_LENGTH).join('');
}
