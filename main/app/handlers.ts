import { type SessionKey } from '../../shared/ids.ts';
import type { Handlers } from '../../shared/ipc/types.ts';
import { err, ok } from '../../shared/result.ts';
import { askDetail } from '../domain/ask-detail.ts';
import type { SessionEntry } from '../domain/session-registry.ts';
import type { Backend } from '../ports/backend.ts';
import type { CommandError, SessionCommand } from '../ports/command.ts';
import type { ClaudeCode } from '../ports/claude-code.ts';
import type { Journal } from '../ports/journal.ts';
import type { WindowSurface } from '../ports/surfaces.ts';
import type { Sounder } from '../ports/system-conduct.ts';
import type { Connections } from './connections.ts';
import type { Decide } from './decisions.ts';
import type { Drafts } from './drafts.ts';
import type { Engine } from './engine.ts';
import type { DoctorHandlers } from './doctor.ts';
import type { Publisher } from './publisher.ts';
import type { LiveSettings } from './settings.ts';
import type { Shortcut } from './shortcut.ts';
import type { HappyHandlers } from './happy-handlers.ts';
import type { ShareHandlers } from './share-handlers.ts';
import { createLocalHandlers } from './local-handlers.ts';
import type { TrialHandlers } from './trial.ts';
import type { UpdateHandlers } from './updates.ts';
import type { Supervisor } from './supervisor.ts';
import { transcriptOf, type WatchedTranscript } from './watched-transcript.ts';

export interface HandlerParts {
  readonly engine: Engine;
  readonly publisher: Publisher;
  readonly supervisor: Supervisor;
  readonly decide: Decide;
  readonly drafts: Drafts;
  readonly settings: LiveSettings;
  readonly shortcut: Shortcut;
  readonly sounder: Sounder;
  readonly connections: Connections;
  readonly transcript: WatchedTranscript;
  readonly journal: Journal;
  readonly claudeCode: ClaudeCode;
  readonly windows: WindowSurface;
  readonly happyHandlers: HappyHandlers;
  readonly shareHandlers: ShareHandlers;
  readonly doctorHandlers: DoctorHandlers;
  readonly trialHandlers: TrialHandlers;
  readonly updateHandlers: UpdateHandlers;
}

type Failed = 'no-such-session' | 'offline' | 'not-supported' | 'refused' | 'timeout';
const failed = <C extends string>(code: C, message: string = code) => err({ code, message });

/** Everything the window can ask for: one plain function per call of the contract. */
export function createHandlers(parts: HandlerParts): Handlers {
  const { engine, supervisor, drafts, connections, transcript, journal, windows, shortcut, sounder } = parts;

  function find(key: SessionKey): { readonly session: SessionEntry; readonly backend: Backend } | null {
    const session = engine.state.registry.sessions.get(key);
    const backend = session === undefined ? undefined : supervisor.backendOf(session.connectionId);
    return session === undefined || backend === undefined ? null : { session, backend };
  }

  async function command(key: SessionKey, what: SessionCommand) {
    const found = find(key);
    if (found === null) return failed('no-such-session');
    const outcome = await found.backend.command(found.session.sessionId, what);
    return outcome.ok ? ok(null) : told(outcome.error);
  }

  const told = ({ code, detail }: CommandError) => failed<Failed>(code, detail);

  return {
    'state:snapshot': async () => ok(parts.publisher.view),

    'inbox:detail': async ({ key }) => {
      const ask = engine.state.inbox.asks.get(key);
      if (ask === undefined) return failed('no-such-ask');
      const facts = engine.state.registry.sessions.get(ask.sessionKey)?.facts ?? {};
      const { cwd, host } = facts;
      return ok(
        askDetail(ask.request, { ...(cwd === undefined ? {} : { cwd }), ...(host === undefined ? {} : { host }) }, key),
      );
    },
    'inbox:decide': async ({ key, inputHash, decision }) => {
      const outcome = await parts.decide({ key, inputHash, decision, surface: 'window' });
      return outcome.ok ? outcome : failed(outcome.error);
    },

    'session:watch': async ({ key }) => {
      const found = key === null ? null : find(key);
      transcript.watch(found === null ? null : transcriptOf(found.session, found.backend));
      engine.dispatch({ tag: 'attention-changed', attention: { session: found?.session.key ?? null } });
      supervisor.prioritise(found?.session.key ?? null);
      return ok(null);
    },
    'transcript:read': async ({ key, from, count }) =>
      transcript.key === key ? ok(transcript.page(from, count)) : failed('no-such-session'),
    'transcript:older': async ({ key }) => {
      const found = find(key);
      if (found === null || transcript.key !== key) return failed('no-such-session');
      for (;;) {
        const older = await found.backend.loadOlder(found.session.sessionId);
        if (!older.ok) return told(older.error);
        if (transcript.key !== key) return ok({ added: 0 });
        const added = transcript.prepend(older.value);
        // A page of what is held already says nothing of what is before it.
        if (added > 0 || older.value.length === 0) return ok({ added });
      }
    },

    'session:send-message': async ({ key, text }) => {
      const found = find(key);
      if (found === null) return failed('no-such-session');
      const outcome = await drafts.send(found.session, text);
      return outcome.ok ? ok(null) : failed(outcome.error);
    },
    'session:retry-draft': async ({ draftId }) => {
      const outcome = await drafts.retry(draftId);
      return outcome.ok ? ok(null) : failed(outcome.error);
    },
    'session:discard-draft': async ({ draftId }) => (drafts.discard(draftId) ? ok(null) : failed('no-such-draft')),
    'session:interrupt': ({ key }) => command(key, { tag: 'interrupt' }),
    'session:set-mode': ({ key, mode }) => command(key, { tag: 'set-mode', mode }),
    'session:set-model': ({ key, model }) => command(key, { tag: 'set-model', model }),
    'session:rename': ({ key, title }) => command(key, { tag: 'rename', title }),
    'session:archive': ({ key }) => command(key, { tag: 'archive' }),
    'session:mark-read': ({ key }) => command(key, { tag: 'mark-read' }),
    'session:end': ({ key }) => command(key, { tag: 'end' }),
    'session:resume': ({ key }) => command(key, { tag: 'resume' }),
    'session:hand-over': ({ key, to }) => command(key, { tag: 'hand-over', to }),
    'session:reveal': ({ key }) => command(key, { tag: 'reveal' }),
    'session:reconnect': async ({ key }) => {
      const found = find(key);
      if (found === null) return failed('no-such-session');
      found.backend.retry(found.session.sessionId);
      return ok(null);
    },

    ...connections.handlers,
    ...createLocalHandlers(parts),
    ...parts.happyHandlers,
    ...parts.shareHandlers,
    ...parts.doctorHandlers,
    ...parts.trialHandlers,
    ...parts.updateHandlers,

    'journal:search': async ({ text, before, count }) => ok(await journal.search(text, before, count)),
    'journal:export': async () => {
      const path = await windows.chooseExportPath('gatehouse-journal.jsonl');
      if (path === null) return ok(null);
      try {
        return ok({ written: await journal.exportTo(path) });
      } catch (cause) {
        return failed('not-written', String(cause));
      }
    },

    'settings:change': async (change) => {
      const outcome = await shortcut.change(change);
      return outcome.ok ? ok(null) : failed(outcome.error);
    },
    'notifications:pause': async ({ untilMs }) => {
      engine.dispatch({ tag: 'paused', untilMs });
      return ok(null);
    },
    'sound:play': async () => {
      sounder.play();
      return ok(null);
    },
    'problem:dismiss': async ({ id }) => {
      engine.dispatch({ tag: 'problem-gone', id });
      return ok(null);
    },
    'link:open': async ({ url }) => {
      const link = webLink(url);
      if (link === null) return failed('not-allowed');
      return (await windows.openLink(link)) ? ok(null) : failed('not-allowed');
    },
  };
}

/** Only the web is opened from a transcript: no files, no scripts, no other programs. */
function webLink(text: string): URL | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url : null;
}
