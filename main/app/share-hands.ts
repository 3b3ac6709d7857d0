import type { AskKey, RequestId, SessionKey } from '../../shared/ids.ts';
import { permits, type Decision } from '../../shared/model/decision.ts';
import type { PermissionRequest } from '../../shared/model/permission-request.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { CommandError, SessionCommand } from '../ports/command.ts';
import type { Logger } from '../ports/logger.ts';
import type { ShareHands } from '../ports/sharing.ts';
import type { Decide } from './decisions.ts';
import type { Drafts } from './drafts.ts';
import type { Engine } from './engine.ts';
import { sharedFacts } from './share-facts.ts';
import type { Supervisor } from './supervisor.ts';

type Done = Result<null, CommandError>;

/** What other devices were told is open: an answer from there is to exactly that. */
export type ToldAsks = ReadonlyMap<RequestId, { readonly key: AskKey; readonly inputHash: string }>;

/** An id that comes again does so soon: after a lost acknowledgement, or when a link is back. */
const MAX_REMEMBERED = 1_000;

export interface HandsParts {
  readonly engine: Engine;
  readonly backendOf: Supervisor['backendOf'];
  readonly decide: Decide;
  readonly drafts: Pick<Drafts, 'send'>;
  readonly log: Logger;
}

/**
 * What an account's other devices do to a shared session goes the ways of this computer's own surfaces.
 *
 * @param told  null = it is not shared any more, and nothing may come from there
 */
export function createShareHands(parts: HandsParts, key: SessionKey, told: () => ToldAsks | null): ShareHands {
  const { engine, log } = parts;
  const messages = new Map<string, Promise<Done>>();

  function find() {
    if (told() === null) return null;
    const { registry, language } = engine.state;
    const { connections, sessions } = registry;
    const session = sessions.get(key);
    const connection = session === undefined ? undefined : connections.get(session.connectionId);
    const backend = session === undefined ? undefined : parts.backendOf(session.connectionId);
    if (session === undefined || connection === undefined || backend === undefined) return null;
    return { session, backend, can: sharedFacts(session, connection, language).can };
  }

  async function command(needs: 'setMode' | 'interrupt' | 'end', what: SessionCommand): Promise<Done> {
    const found = find();
    if (found === null) return err({ code: 'no-such-session' });
    if (!found.can[needs]) return err({ code: 'not-supported' });
    try {
      return await found.backend.command(found.session.sessionId, what);
    } catch (bug) {
      log.error('shared-command-threw', { session: found.session.sessionId, state: what.tag, error: String(bug) });
      return err({ code: 'refused' });
    }
  }

  async function say(localId: string, text: string): Promise<Done> {
    const found = find();
    if (found === null) return err({ code: 'no-such-session' });
    // A session in its terminal takes no words from elsewhere, and a draft could never leave.
    if (!found.can.sendMessage) return err({ code: 'not-supported' });
    const sent = await parts.drafts.send(found.session, text, localId);
    return sent.ok ? ok(null) : err({ code: sent.error });
  }

  return {
    async decide(requestId, decision) {
      const shown = told()?.get(requestId);
      const ask = shown === undefined ? undefined : engine.state.inbox.asks.get(shown.key);
      if (shown === undefined || ask === undefined) return 'over';
      if (!mayComeFromElsewhere(ask.request, decision)) {
        log.info('decision-refused', { ask: ask.key, code: 'not-offered', surface: 'other-device' });
        return 'not-offered';
      }
      const decided = await parts.decide({ ...shown, decision, surface: 'other-device' });
      if (decided.ok) return 'taken';
      switch (decided.error) {
        case 'no-such-ask':
        case 'already-decided':
        case 'changed':
          return 'over';
        case 'not-offered':
        case 'not-valid':
        case 'not-saved':
          return 'not-offered';
      }
    },

    sendMessage(localId, text) {
      const known = messages.get(localId);
      if (known !== undefined) return known;
      const sent = say(localId, text);
      messages.set(localId, sent);
      const [oldest] = messages.keys();
      if (messages.size > MAX_REMEMBERED && oldest !== undefined) messages.delete(oldest);
      // What was not taken in may come again, as the same message.
      void sent.then(({ ok: isTaken }) => isTaken || messages.delete(localId));
      return sent;
    },

    setMode: (mode) => command('setMode', { tag: 'set-mode', mode }),
    interrupt: () => command('interrupt', { tag: 'interrupt' }),
    end: () => command('end', { tag: 'end' }),
  };
}

/** Some calls may only be allowed where the whole of them was looked at, in our own window. */
function mayComeFromElsewhere({ kind, requiresUserInteraction }: PermissionRequest, decision: Decision): boolean {
  return !(kind === 'tool' && requiresUserInteraction && permits(decision));
}
