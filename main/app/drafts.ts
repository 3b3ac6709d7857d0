import type { ConnectionId, SessionId } from '../../shared/ids.ts';
import { sessionKey } from '../../shared/ids.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { AppEvent } from '../domain/state.ts';
import type { Backend } from '../ports/backend.ts';
import type { CommandError } from '../ports/command.ts';
import type { Draft, DraftStore } from '../ports/drafts.ts';
import type { Logger } from '../ports/logger.ts';

type Sent = Result<null, CommandError['code']>;

export interface Drafts {
  load(): Promise<void>;
  /** @param draftId  where the message has an id already: the same one twice is one message */
  send(
    to: { readonly connectionId: ConnectionId; readonly sessionId: SessionId },
    text: string,
    draftId?: string,
  ): Promise<Sent>;
  retry(draftId: string): Promise<Result<null, CommandError['code'] | 'no-such-draft'>>;
  discard(draftId: string): boolean;
  /** Resolves when the disk holds what there is. */
  saved(): Promise<void>;
}

/** Messages on their way: on the disk until the service took them, so that no text is lost. */
export function createDrafts(parts: {
  readonly store: DraftStore;
  readonly backendOf: (connection: ConnectionId) => Backend | undefined;
  readonly dispatch: (event: AppEvent) => void;
  readonly newId: () => string;
  readonly nowMs: () => number;
  readonly log: Logger;
}): Drafts {
  const drafts = new Map<string, { readonly draft: Draft; readonly sending: boolean }>();

  let saving: Promise<void> = Promise.resolve();

  function changed(): void {
    const all = [...drafts.values()];
    saving = parts.store.save(all.map(({ draft }) => draft)).catch((cause: unknown) => {
      parts.log.error('drafts-not-saved', { error: String(cause) });
      parts.dispatch({
        tag: 'problem-raised',
        problem: { id: 'drafts', code: 'storage-failed', detail: String(cause) },
      });
    });
    parts.dispatch({
      tag: 'drafts-changed',
      drafts: all.map(({ draft, sending }) => ({
        draftId: draft.draftId,
        sessionKey: sessionKey(draft.connectionId, draft.sessionId),
        text: draft.text,
        state: sending ? 'sending' : 'not-accepted',
      })),
    });
  }

  async function trySend(draft: Draft): Promise<Sent> {
    drafts.set(draft.draftId, { draft, sending: true });
    changed();
    const backend = parts.backendOf(draft.connectionId);
    const outcome: Result<null, CommandError> =
      backend === undefined
        ? err({ code: 'no-such-session' })
        : await backend.command(draft.sessionId, { tag: 'send-message', draftId: draft.draftId, text: draft.text });
    if (outcome.ok) drafts.delete(draft.draftId);
    else drafts.set(draft.draftId, { draft, sending: false });
    changed();
    return outcome.ok ? ok(null) : err(outcome.error.code);
  }

  return {
    async load() {
      for (const draft of await parts.store.load()) drafts.set(draft.draftId, { draft, sending: false });
      if (drafts.size > 0) changed();
    },
    send: ({ connectionId, sessionId }, text, draftId = parts.newId()) =>
      trySend(drafts.get(draftId)?.draft ?? { draftId, connectionId, sessionId, text, createdAtMs: parts.nowMs() }),
    async retry(draftId) {
      const entry = drafts.get(draftId);
      if (entry === undefined || entry.sending) return err('no-such-draft');
      return trySend(entry.draft);
    },
    discard(draftId) {
      const known = drafts.delete(draftId);
      if (known) changed();
      return known;
    },
    saved: () => saving,
  };
}
