import * as z from 'zod';
import { err, ok, type Result } from '../../../../shared/result.ts';
import type { CommandError, SessionCommand } from '../../../ports/command.ts';
import type { Clock } from '../../../ports/clock.ts';
import { endSession } from './ending.ts';
import type { OwnSession } from './own-session.ts';

type Done = Result<null, CommandError>;

/** Runs a command on a session that runs. */
export async function runOnSession(session: OwnSession, command: SessionCommand, clock: Clock): Promise<Done> {
  switch (command.tag) {
    case 'send-message':
      return session.message(command.draftId, command.text);
    case 'interrupt':
      return done(await control(session, { subtype: 'interrupt' }));
    case 'set-mode':
      return done(await control(session, { subtype: 'set_permission_mode', mode: command.mode }));
    case 'set-model':
      return setModel(session, command.model);
    case 'rename':
      return done(await control(session, { subtype: 'rename_session', title: command.title }));
    case 'end':
      await endSession(session, clock);
      return ok(null);
    case 'resume':
      return ok(null);
    case 'archive':
    case 'mark-read':
    case 'reveal':
    case 'hand-over':
      return err({ code: 'not-supported' });
  }
}

const modelReplyWire = z.object({ model: z.string() });

/** Claude Code tells of a new mode and a new title by itself, of a new model only as the next turn begins. */
async function setModel(session: OwnSession, model: string): Promise<Done> {
  const replied = await control(session, { subtype: 'set_model', model });
  const read = replied.ok ? modelReplyWire.safeParse(replied.value) : null;
  if (read?.success) session.conversation.emit({ tag: 'session-facts', facts: { model: read.data.model } });
  return done(replied);
}

function control(
  session: OwnSession,
  request: { readonly subtype: string; readonly [key: string]: unknown },
): Promise<Result<unknown, CommandError>> {
  return session.isLive
    ? session.conversation.calls.call(session.child, request)
    : Promise.resolve(err({ code: 'offline' }));
}

function done(result: Result<unknown, CommandError>): Done {
  return result.ok ? ok(null) : result;
}
