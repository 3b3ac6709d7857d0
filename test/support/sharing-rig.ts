import { createDecide } from '../../main/app/decisions.ts';
import { createDrafts } from '../../main/app/drafts.ts';
import { createEffects, type Effects } from '../../main/app/effects.ts';
import { createEngine } from '../../main/app/engine.ts';
import { createShareHandlers } from '../../main/app/share-handlers.ts';
import { createSharing } from '../../main/app/sharing.ts';
import { encodeAnswer } from '../../main/claude/answer.ts';
import { readTranscript } from '../../main/claude/transcript.ts';
import type { BackendEvent } from '../../main/domain/backend-event.ts';
import { initialState, type AppEvent } from '../../main/domain/state.ts';
import { systemClock } from '../../main/net/system-clock.ts';
import { systemRandom } from '../../main/net/system-random.ts';
import type { Backend } from '../../main/ports/backend.ts';
import type { CommandError, SessionCommand } from '../../main/ports/command.ts';
import type { Draft } from '../../main/ports/drafts.ts';
import type { JournalEntry } from '../../shared/model/journal.ts';
import type { SessionSharer } from '../../main/ports/sharing.ts';
import type { ShareStore } from '../../main/ports/share-store.ts';
import { createShareStore } from '../../main/storage/share-store.ts';
import { createTranscriptStore } from '../../main/storage/transcripts.ts';
import { connectionId, sessionId, sessionKey, type ConnectionId } from '../../shared/ids.ts';
import { NO_CAPABILITIES } from '../../shared/model/connection.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { aConnection } from './asks.ts';
import { recordingLog } from './recording-log.ts';

const HERE = connectionId('here');
export const PHONE = connectionId('phone');
const SHELL = sessionId('session_a');
export const SHELL_KEY = sessionKey(HERE, SHELL);

type SessionNews = BackendEvent extends infer E
  ? E extends unknown
    ? Omit<E, 'connectionId' | 'sessionId'>
    : never
  : never;

/** The parts of Gatehouse around sharing, with a session of this computer and an account, and no sockets. */
export function sharingRig(options: {
  readonly dirPath: string;
  readonly sharer: SessionSharer;
  /** In place of the one on the disk. */
  readonly store?: ShareStore;
  readonly clock?: typeof systemClock;
}) {
  const log = recordingLog();
  const clock = options.clock ?? systemClock;
  const store = options.store ?? createShareStore({ dirPath: options.dirPath, log, clock });
  const transcripts = createTranscriptStore();
  const journal: JournalEntry[] = [];
  const commands: SessionCommand[] = [];
  const waiting: { reply: Result<null, CommandError> } = { reply: ok(null) };
  let drafts: readonly Draft[] = [];
  const accounts = { capabilities: NO_CAPABILITIES, sharer: options.sharer } as Backend;
  const backends = new Map<ConnectionId, Backend>([[PHONE, accounts]]);
  const local: Partial<Backend> = {
    capabilities: { ...NO_CAPABILITIES, answer: true },
    sharer: null,
    encodeAnswer,
    probe: () => undefined,
    readTranscript,
    sendAnswer: () => Promise.resolve({ tag: 'sent' }),
    command: async (_session, command) => {
      commands.push(command);
      return waiting.reply;
    },
  };
  backends.set(HERE, local as Backend);
  const backendOf = (id: ConnectionId) => backends.get(id);

  const engine = createEngine({
    clock,
    initial: initialState({ notifications: 'none', tray: false, keychain: true, platform: 'linux', version: '0' }),
    run: (effect, state) => effects.run(effect, state),
  });
  const nowMs = () => clock.nowMs();
  const notAskedFor = () => Promise.reject(new Error('not asked for'));
  const effects: Effects = createEffects({
    outbox: {
      open: notAskedFor,
      save: () => Promise.resolve(),
      markSent: () => undefined,
      settle: () => undefined,
      close: notAskedFor,
    },
    journal: {
      open: notAskedFor,
      append: (entry) => void journal.push(entry),
      search: notAskedFor,
      exportTo: notAskedFor,
      close: notAskedFor,
    },
    backendOf,
    dispatch: engine.dispatch,
    nowMs,
    log,
  });
  const decide = createDecide({ engine, backendOf, whenSaved: effects.whenSaved, random: systemRandom, log });
  const allDrafts = createDrafts({
    store: { load: () => Promise.resolve([]), save: async (all) => void (drafts = all) },
    backendOf,
    dispatch: engine.dispatch,
    newId: systemRandom.uuid,
    nowMs,
    log,
  });
  const sharing = createSharing({ store, transcripts, engine, backendOf, decide, drafts: allDrafts, clock, log });
  const handlers = createShareHandlers({ engine, sharing, backendOf, random: systemRandom, clock });
  const connections = [
    aConnection({ connectionId: HERE, kind: 'local', capabilities: local.capabilities ?? NO_CAPABILITIES }),
    aConnection({ connectionId: PHONE, kind: 'happy', capabilities: NO_CAPABILITIES }),
  ];

  /** Once the engine has told its listeners, and those have had their say. */
  const settled = async () => {
    for (let turn = 0; turn < 4; turn++) await new Promise((resolve) => setTimeout(resolve, 0));
  };

  return {
    engine,
    sharing,
    backends,
    transcripts,
    journal,
    commands,
    log,
    store,
    decide,
    settled,
    get drafts() {
      return drafts;
    },
    dispatch: (event: AppEvent) => engine.dispatch(event),
    /** Something of the session; facts, asks and what became of them. */
    session(news: SessionNews): void {
      engine.dispatch({ ...news, connectionId: HERE, sessionId: SHELL } as BackendEvent);
    },
    /** The session says something; `number` makes it another message. */
    says(number: number, text = `said ${number}`): void {
      const frame = { type: 'assistant', uuid: `u${number}`, message: { role: 'assistant', content: text } };
      transcripts.append(SHELL_KEY, Buffer.from(JSON.stringify(frame)));
    },
    refuseCommands(code: CommandError['code'] | null): void {
      waiting.reply = code === null ? ok(null) : err({ code });
    },
    /** As after a start, with one session that takes messages. */
    async start(): Promise<void> {
      await sharing.load();
      engine.dispatch({ tag: 'connections-configured', connections });
      this.session({ tag: 'session-link', link: { tag: 'live', generation: 1 } });
      this.session({
        tag: 'session-facts',
        facts: {
          title: 'Shop',
          cwd: '/home/ann/shop',
          activity: { tag: 'working' },
          can: { sendMessage: true, interrupt: true, setMode: true, end: true },
        },
      });
      this.session({ tag: 'open-asks-listed', requestIds: [], generation: 1 });
      await settled();
    },
    connections,
    async share(files = false) {
      const shared = await handlers['session:share']({ key: SHELL_KEY, connectionId: PHONE, files });
      await settled();
      return shared;
    },
    async unshare() {
      const stopped = await handlers['session:unshare']({ key: SHELL_KEY });
      await settled();
      return stopped;
    },
    handlers,
    get view() {
      return engine.state.shares.get(SHELL_KEY);
    },
    async stop(withinMs = 1_000): Promise<void> {
      await sharing.stop(withinMs);
      engine.stop();
      await store.close();
    },
  };
}
