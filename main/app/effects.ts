import type { AskKey, ConnectionId } from '../../shared/ids.ts';
import type { Ask } from '../domain/ask.ts';
import { decidedOf } from '../domain/ask.ts';
import type { InboxEffect } from '../domain/inbox.ts';
import type { AppEvent, AppState } from '../domain/state.ts';
import { assertNever } from '../../shared/result.ts';
import type { Backend } from '../ports/backend.ts';
import type { Journal } from '../ports/journal.ts';
import type { Logger } from '../ports/logger.ts';
import type { Outbox } from '../ports/outbox.ts';
import { journalEntry } from './journal-entry.ts';

export interface EffectTools {
  readonly outbox: Outbox;
  readonly journal: Journal;
  readonly backendOf: (connection: ConnectionId) => Backend | undefined;
  readonly dispatch: (event: AppEvent) => void;
  readonly nowMs: () => number;
  readonly log: Logger;
}

export interface Effects {
  run(effect: InboxEffect, state: AppState): void;
  /** Resolves when the decision of this ask is on the disk (true) or could not be put there (false). */
  whenSaved(key: AskKey): Promise<boolean>;
}

/** Carries out what the reducers ask for. Every outcome comes back as an event. */
export function createEffects(tools: EffectTools): Effects {
  const { outbox, journal, dispatch, log } = tools;
  const saves = new Map<AskKey, Promise<boolean>>();

  async function save(ask: Ask): Promise<boolean> {
    const decided = decidedOf(ask.state);
    if (decided === null) return false;
    try {
      await outbox.save({
        key: ask.key,
        connectionId: ask.connectionId,
        sessionId: ask.sessionId,
        sessionTitle: ask.sessionTitle,
        request: ask.request,
        decision: decided.decision,
        surface: decided.surface,
        decidedAtMs: decided.decidedAtMs,
        wire: decided.wire,
        ...(decided.answerId !== undefined && { answerId: decided.answerId }),
        everSent: decided.everSent,
      });
      dispatch({ tag: 'decision-saved', key: ask.key });
      dispatch({ tag: 'problem-gone', id: 'outbox' });
      return true;
    } catch (cause) {
      log.error('decision-not-saved', { ask: ask.key, error: String(cause) });
      dispatch({ tag: 'decision-not-saved', key: ask.key });
      dispatch({ tag: 'problem-raised', problem: { id: 'outbox', code: 'storage-failed', detail: String(cause) } });
      return false;
    }
  }

  async function send(ask: Ask, generation: number): Promise<void> {
    const decided = decidedOf(ask.state);
    const backend = tools.backendOf(ask.connectionId);
    const { key, sessionId, request } = ask;
    if (decided === null || backend === undefined) return dispatch({ tag: 'answer-failed', key, generation });
    outbox.markSent(key);
    log.info('answer-sending', { ask: key, generation });
    try {
      const outcome = await backend.sendAnswer({
        sessionId,
        requestId: request.requestId,
        wire: decided.wire,
        generation,
      });
      log.info('answer-outcome', { ask: key, generation, state: outcome.tag });
      dispatch({ tag: `answer-${outcome.tag}`, key, generation });
    } catch (bug) {
      log.error('send-answer-threw', { ask: key, error: String(bug) });
      dispatch({ tag: 'answer-failed', key, generation });
    }
  }

  return {
    run(effect, state) {
      const ask = state.inbox.asks.get(effect.key);
      switch (effect.tag) {
        case 'save-decision': {
          if (ask === undefined) return;
          const saving = save(ask);
          saves.set(ask.key, saving);
          void saving.finally(() => saves.delete(ask.key));
          return;
        }
        case 'send-answer':
          if (ask !== undefined) void send(ask, effect.generation);
          return;
        case 'settle-decision':
          return outbox.settle(effect.key);
        case 'journal':
          if (ask !== undefined) journal.append(journalEntry(ask, effect.event, state, tools.nowMs()));
          return;
        default:
          return assertNever(effect);
      }
    },
    whenSaved: (key) => saves.get(key) ?? Promise.resolve(true),
  };
}
