import type { RequestId, SessionKey } from '../../shared/ids.ts';
import { permits, type Decision } from '../../shared/model/decision.ts';
import type { Language } from '../../shared/strings/language.ts';
import { otherDeviceWordsOf } from '../../shared/strings/other-devices.ts';
import { decidedOf, type Ask } from '../domain/ask.ts';
import type { Inbox } from '../domain/inbox.ts';
import type { ConnectionEntry, SessionEntry } from '../domain/session-registry.ts';
import type { AskOutcome, SharedFacts } from '../ports/sharing.ts';

/** A session as an account's other devices are told of it. */
export function sharedFacts(
  { sessionId, facts }: SessionEntry,
  { capabilities }: ConnectionEntry,
  language: Language,
): SharedFacts {
  const { sendMessage, interrupt, setMode, end } = { ...capabilities, ...facts.can };
  return {
    sessionId,
    language,
    title: facts.title ?? sessionId,
    cwd: facts.cwd ?? '',
    agent: 'claude',
    ...(facts.permissionMode !== undefined && { permissionMode: facts.permissionMode }),
    ...(facts.model !== undefined && { model: facts.model }),
    working: facts.activity?.tag === 'working',
    // What takes messages from here runs here; anything else has a terminal, and maybe a person in front of it.
    control: sendMessage ? 'remote' : 'terminal',
    can: { sendMessage, interrupt, setMode, end },
  };
}

/** A session of which only this much is known any more. */
export function lastFacts(of: Pick<SharedFacts, 'sessionId' | 'language' | 'title' | 'cwd'>): SharedFacts {
  const can = { sendMessage: false, interrupt: false, setMode: false, end: false };
  return { ...of, agent: 'claude', working: false, control: 'remote', can };
}

/** What a session waits for, oldest first. A decision counts as made once it is on the disk. */
export function openAsksOf(inbox: Inbox, key: SessionKey): readonly Ask[] {
  return [...inbox.asks.values()].filter(
    ({ sessionKey, state }) => sessionKey === key && (state.tag === 'open' || state.tag === 'saving'),
  );
}

/** How an ask of this session ended, as far as that is known. */
export function outcomeOf(
  { inbox, language }: { readonly inbox: Inbox; readonly language: Language },
  key: SessionKey,
  requestId: RequestId,
): AskOutcome {
  let last: Ask | undefined;
  for (const ask of inbox.asks.values()) {
    if (ask.sessionKey !== key || ask.request.requestId !== requestId) continue;
    if (last === undefined || ask.changedAtMs >= last.changedAtMs) last = ask;
  }
  if (last === undefined) return { how: 'canceled' };
  const { state } = last;
  const words = otherDeviceWordsOf(language);
  if (state.tag === 'settled' && state.how === 'answered-elsewhere')
    return { how: 'canceled', reason: words.inTerminal };
  if (state.tag === 'settled' && state.how !== 'confirmed') return { how: 'canceled', reason: words.withdrawn };
  const decision = decidedOf(state)?.decision;
  return decision === undefined ? { how: 'canceled' } : decidedOutcome(last, decision);
}

function decidedOutcome({ request }: Ask, decision: Decision): AskOutcome {
  if (!permits(decision)) {
    const reason = decision.tag === 'deny' ? decision.reason : undefined;
    return { how: 'denied', ...(reason !== undefined && { reason }) };
  }
  if (decision.tag === 'approve-plan') return { how: 'approved', mode: decision.mode };
  const index = decision.tag === 'allow' ? decision.suggestionIndex : undefined;
  const granted = index === undefined ? undefined : request.suggestions[index];
  return { how: 'approved', ...(granted?.tag === 'mode' && { mode: granted.mode }) };
}
