import * as z from 'zod';
import { err, ok, type Result } from '../../../../shared/result.ts';
import type { CommandError, SessionCommand } from '../../../ports/command.ts';
import type { Context } from '../context.ts';
import { sealPayload } from '../crypto/payload-key.ts';
import { writeMetadata } from './metadata-write.ts';
import type { RestFault } from '../server/rest.ts';
import type { HappySession } from './session.ts';
import { callSession, type CallOutcome } from './session-call.ts';

type CommandResult = Result<null, CommandError>;

/** What programs of 2025 understand; a message that names another mode they drop as a whole. */
const MODES: ReadonlySet<string> = new Set(['default', 'acceptEdits', 'bypassPermissions', 'plan']);

export async function runCommand(
  context: Context,
  session: HappySession,
  command: SessionCommand,
): Promise<CommandResult> {
  switch (command.tag) {
    case 'send-message':
      return sendMessage(context, session, command);
    case 'interrupt':
      return done(await callSession(context, session, 'abort', '{}'));
    case 'end':
      return done(await callSession(context, session, 'killSession', '{}'));
    case 'hand-over':
      return handOver(context, session, command.to);
    case 'set-mode': {
      if (!MODES.has(command.mode)) return err({ code: 'not-supported' });
      const written = await writeMetadata(context, session, { tag: 'permission-mode', mode: command.mode });
      // The program reads it with the next message only.
      if (written.ok) session.pickedMode = command.mode;
      return written;
    }
    case 'rename': {
      const atMs = context.tools.clock.nowMs();
      return writeMetadata(context, session, { tag: 'rename', title: command.title, atMs });
    }
    case 'archive':
      return archive(context, session);
    case 'set-model':
    case 'mark-read':
    case 'resume':
    case 'reveal':
      return err({ code: 'not-supported' });
  }
}

const stored = z.object({ messages: z.array(z.object({ localId: z.string().nullish() })) });

async function sendMessage(
  { rest, socket, randomBytes }: Context,
  session: HappySession,
  { draftId, text }: Extract<SessionCommand, { tag: 'send-message' }>,
): Promise<CommandResult> {
  const { sessionId, key, pickedMode } = session;
  if (key === null) return err({ code: 'not-supported' });
  const meta = { sentFrom: 'web', ...(pickedMode !== null && { permissionMode: pickedMode }) };
  const plaintext = JSON.stringify({ role: 'user', content: { type: 'text', text }, meta });
  const content = sealPayload(key, plaintext, randomBytes);
  const path = `/v3/sessions/${encodeURIComponent(sessionId)}/messages`;
  const body = JSON.stringify({ messages: [{ localId: draftId, content }] });
  const posted = await rest.read({ method: 'POST', path, body }, stored);
  if (posted.ok) return ok(null);
  if (posted.error.tag !== 'no-such-route') return err(restError(posted.error));
  const written = socket.emit('message', { sid: sessionId, message: content, localId: draftId });
  if (written.ok) return ok(null);
  return err({ code: written.error.code === 'too-large' ? 'refused' : 'offline', detail: written.error.code });
}

/** The program itself only knows how to change over, whatever it is asked for. */
async function handOver(context: Context, session: HappySession, to: 'here' | 'terminal'): Promise<CommandResult> {
  const wanted = to === 'here' ? 'remote' : 'terminal';
  if (session.control === wanted) return ok(null);
  const mode = to === 'here' ? 'remote' : 'local';
  return done(await callSession(context, session, 'switch', JSON.stringify({ to: mode })));
}

async function archive(context: Context, session: HappySession): Promise<CommandResult> {
  const atMs = context.tools.clock.nowMs();
  const change = { tag: 'archive', atMs, by: 'gatehouse', reason: 'User archived' } as const;
  const written = await writeMetadata(context, session, change);
  if (!written.ok) return written;
  const path = `/v1/sessions/${encodeURIComponent(session.sessionId)}/archive`;
  const posted = await context.rest.read({ method: 'POST', path, body: '{}' }, z.unknown());
  // A server of 2025 has no such path; there the metadata alone says it.
  return posted.ok || posted.error.tag === 'no-such-route' ? ok(null) : err(restError(posted.error));
}

const killWire = z.object({ success: z.literal(false) });

function done(outcome: CallOutcome): CommandResult {
  switch (outcome.tag) {
    case 'ran':
      return killWire.safeParse(outcome.result).success ? err({ code: 'refused' }) : ok(null);
    case 'failed-there':
      return err({ code: 'refused', detail: 'failed-there' });
    case 'nobody':
      return err({ code: 'offline', detail: 'agent-unreachable' });
    case 'unknown':
      return err({ code: outcome.why === 'timeout' ? 'timeout' : 'offline', detail: outcome.why });
    case 'not-sent':
      return err({ code: outcome.why === 'offline' ? 'offline' : 'refused', detail: outcome.why });
  }
}

function restError(fault: RestFault): CommandError {
  switch (fault.tag) {
    case 'sign-in':
      return { code: 'offline', detail: 'sign-in' };
    case 'no-answer':
      return { code: fault.cause.code === 'timeout' ? 'timeout' : 'offline', detail: fault.cause.code };
    case 'no-such-route':
      return { code: 'not-supported' };
    case 'status':
      return fault.status === 404
        ? { code: 'no-such-session', detail: '404' }
        : { code: fault.status >= 500 ? 'offline' : 'refused', detail: String(fault.status) };
  }
}
