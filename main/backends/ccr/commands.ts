import type { SessionId } from '../../../shared/ids.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { CommandError, SessionCommand } from '../../ports/command.ts';
import { userMessage } from '../../claude/control-frames.ts';
import { isMissingRoute } from './errors.ts';
import type { Rest, RestCall } from './rest.ts';
import type { SessionWatch } from './session-watch.ts';

type CommandResult = Result<null, CommandError>;

export interface CommandTarget {
  readonly rest: Rest;
  readonly sessionId: SessionId;
  readonly version: 'v1' | 'v2';
  /** Null while the session is not followed live. */
  readonly watch: SessionWatch | null;
}

export async function runCommand(target: CommandTarget, command: SessionCommand): Promise<CommandResult> {
  const { rest, sessionId, version } = target;
  const path = (tail = '') => rest.sessionPath(sessionId, version, tail);
  switch (command.tag) {
    case 'send-message': {
      const frame = userMessage(sessionId, command.draftId, command.text);
      const body =
        version === 'v1'
          ? `{"events":[${frame}]}`
          : `{"session_id":${JSON.stringify(sessionId)},"events":[{"payload":${frame}}]}`;
      return post(rest, { method: 'POST', path: path('/events'), body });
    }
    case 'interrupt':
      return control(target, { subtype: 'interrupt' });
    case 'set-mode':
      return control(target, { subtype: 'set_permission_mode', mode: command.mode });
    case 'set-model':
      return control(target, { subtype: 'set_model', model: command.model });
    case 'rename':
      return post(rest, {
        method: version === 'v1' ? 'PATCH' : 'PUT',
        path: path(),
        body: JSON.stringify({ title: command.title }),
      });
    case 'archive': {
      const archived = await post(rest, { method: 'POST', path: path('/archive'), body: '{}' });
      // It was archived already: what was asked for is so.
      return !archived.ok && archived.error.detail === '409' ? ok(null) : archived;
    }
    case 'mark-read':
      return version === 'v1'
        ? err({ code: 'not-supported' })
        : post(rest, { method: 'POST', path: path('/mark_read'), body: '{}' });
    case 'end':
    case 'resume':
    case 'reveal':
    case 'hand-over':
      return err({ code: 'not-supported' });
  }
}

async function control(
  { watch }: CommandTarget,
  request: { readonly subtype: string; readonly [key: string]: unknown },
): Promise<CommandResult> {
  if (watch === null || watch.link.tag !== 'live') return err({ code: 'offline' });
  const replied = await watch.calls.call(watch.channel, request);
  return replied.ok ? ok(null) : replied;
}

async function post(rest: Rest, call: RestCall): Promise<CommandResult> {
  const response = await rest.call(call);
  if (!response.ok) {
    return err({
      code: response.error.tag === 'no-answer' && response.error.cause.code === 'timeout' ? 'timeout' : 'offline',
    });
  }
  const { status } = response.value;
  if (status >= 200 && status < 300) return ok(null);
  if (status === 404) return err({ code: 'no-such-session', detail: '404' });
  return err({ code: isMissingRoute(status) ? 'not-supported' : 'refused', detail: String(status) });
}
