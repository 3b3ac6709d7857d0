import type { JournalEntry } from '../../shared/model/journal.ts';
import type { Decision } from '../../shared/model/decision.ts';
import { ruleText } from '../../shared/model/permission-rule.ts';
import { assertNever } from '../../shared/result.ts';
import { decidedOf, type Ask } from '../domain/ask.ts';
import { askShort } from '../domain/ask-detail.ts';
import type { JournalEvent } from '../domain/inbox.ts';
import type { AppState } from '../domain/state.ts';

/** One line of the journal about an ask as it stands now. */
export function journalEntry(ask: Ask, event: JournalEvent, state: AppState, atMs: number): JournalEntry {
  const connection = state.registry.connections.get(ask.connectionId);
  const decided = decidedOf(ask.state);
  return {
    atMs,
    connectionName: connection?.name ?? ask.connectionId,
    sessionTitle: state.registry.sessions.get(ask.sessionKey)?.facts.title ?? ask.sessionTitle,
    connectionId: ask.connectionId,
    sessionId: ask.sessionId,
    requestId: ask.request.requestId,
    inputHash: ask.request.inputHash,
    toolName: ask.request.toolName,
    short: askShort(ask.request).short,
    event,
    ...(decided === null ? {} : { choice: choiceOf(decided.decision), surface: decided.surface }),
    ...detailOf(decided?.decision, ask),
    practice: connection?.practice ?? false,
  };
}

function choiceOf(decision: Decision): NonNullable<JournalEntry['choice']> {
  switch (decision.tag) {
    case 'allow':
      if (decision.suggestionIndex !== undefined) return 'always-allow';
      return decision.editedInputJson === undefined ? 'allow' : 'allow-edited';
    case 'deny':
      return decision.stop ? 'deny-and-stop' : 'deny';
    case 'answer':
    case 'approve-plan':
    case 'submit':
      return decision.tag;
    default:
      return assertNever(decision);
  }
}

function detailOf(decision: Decision | undefined, ask: Ask): Pick<JournalEntry, 'reason' | 'rule'> {
  if (decision?.tag === 'deny' && decision.reason !== undefined) return { reason: decision.reason };
  if (decision?.tag === 'approve-plan') return { rule: decision.mode };
  if (decision?.tag !== 'allow' || decision.suggestionIndex === undefined) return {};
  const suggestion = ask.request.suggestions[decision.suggestionIndex];
  if (suggestion === undefined) return {};
  switch (suggestion.tag) {
    case 'rules':
      return { rule: `${suggestion.rules.map(ruleText).join(', ')} (${suggestion.destination})` };
    case 'mode':
      return { rule: `mode ${suggestion.mode} (${suggestion.destination})` };
    case 'directories':
      return { rule: `${suggestion.directories.join(', ')} (${suggestion.destination})` };
    default:
      return assertNever(suggestion);
  }
}
