import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createGatehouse, type Gatehouse } from '../../main/app/gatehouse.ts';
import { localMinute } from '../../main/app/local-time.ts';
import { credentialsFor } from '../../main/backends/credentials-for.ts';
import { createAccounts, createBackendKit } from '../../main/backends/index.ts';
import { createLocalKit } from '../../main/backends/local/local-kit.ts';
import type { LocalHost } from '../../main/ports/local-host.ts';
import { createLinkKit, type LinkKitTools } from '../../main/net/link-kit.ts';
import { systemClock } from '../../main/net/system-clock.ts';
import { systemRandom } from '../../main/net/system-random.ts';
import type { Clock } from '../../main/ports/clock.ts';
import type { Logger } from '../../main/ports/logger.ts';
import type { Random } from '../../main/ports/random.ts';
import { startPractice } from '../../main/practice/start-practice.ts';
import { createDiagnosticsFiles } from '../../main/storage/diagnostics-files.ts';
import { createDraftStore } from '../../main/storage/drafts.ts';
import { createJournal } from '../../main/storage/journal.ts';
import { mergeSettings, readManagedConfig } from '../../main/storage/managed-config.ts';
import { createOutbox } from '../../main/storage/outbox.ts';
import { createShareStore } from '../../main/storage/share-store.ts';
import { createTranscriptStore } from '../../main/storage/transcripts.ts';
import type { AskView, ReceiptView, SessionView } from '../../shared/model/app-view.ts';
import type { Decision } from '../../shared/model/decision.ts';
import { defaultSettings } from '../../shared/model/settings.ts';
import { recordSurfaces } from './headless-surfaces.ts';
import { createMortality } from './mortality.ts';
import { recordingLog } from './recording-log.ts';

export interface HeadlessOptions {
  /** Kept between runs, as the profile of a person is. */
  readonly profileDir: string;
  /** As in the managed configuration. */
  readonly config: unknown;
  readonly times?: LinkKitTools['times'];
  readonly clock?: Clock;
  readonly random?: Random;
  /** What sessions of this computer, and the program that runs them, see of it. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Written besides what the rig keeps for itself. */
  readonly logFile?: Logger;
}

/** The whole of Gatehouse but Electron: real storage, real sockets, and surfaces that remember what they showed. */
export async function startHeadless(options: HeadlessOptions) {
  const { profileDir, random = systemRandom } = options;
  mkdirSync(profileDir, { recursive: true });
  const profile = (name: string) => join(profileDir, name);
  writeFileSync(profile('managed.json'), JSON.stringify(options.config), { mode: 0o600 });
  const managed = readManagedConfig({ arguments: [profile('managed.json')], environment: undefined });
  const log = recordingLog(options.logFile);
  const life = createMortality();
  const clock = life.clock(options.clock ?? systemClock);
  const surfaces = recordSurfaces();
  const links = createLinkKit({ clock, random, log, environment: {}, ...(options.times && { times: options.times }) });
  const host: LocalHost = {
    profileDir,
    homeDir: join(profileDir, 'home'),
    environment: options.environment ?? {},
    platform: process.platform,
    clock,
    random,
    log,
    openFolder: () => Promise.resolve(false),
  };
  const local = createLocalKit(host);
  const outbox = life.outbox(createOutbox({ path: profile('outbox'), log }));
  const journal = createJournal({ path: profile('journal.jsonl'), log });
  const gatehouse: Gatehouse = createGatehouse({
    clock,
    localMinute,
    random,
    log,
    outbox,
    journal: life.journal(journal),
    drafts: life.drafts(createDraftStore({ path: profile('drafts.json'), log, clock })),
    shareStore: life.shares(createShareStore({ dirPath: profile('shares'), log, clock })),
    settings: { read: () => ({ settings: defaultSettings, problems: [] }), write: () => undefined },
    secrets: {
      encrypts: false,
      get: () => Promise.resolve(null),
      set: () => Promise.resolve('memory'),
      delete: () => Promise.resolve(),
    },
    transcripts: createTranscriptStore(),
    kit: createBackendKit(links, local, '0.0.0'),
    claudeCode: local.claudeCode,
    accounts: createAccounts(links, host),
    credentialsFor: credentialsFor({ readStored: () => Promise.resolve(null), environment: {}, platform: 'linux' }),
    merge: (settings) => mergeSettings(settings, managed),
    startPractice: (play) => startPractice({ clock, random, log, pace: 1 }, play),
    practiceFlag: 'no',
    checkUpdates: false,
    surfaces: { notifications: 'buttons', tray: true, keychain: false, platform: 'linux', version: '0.0.0' },
    systemLanguages: ['en-US'],
    updater: surfaces.updater,
    doctor: surfaces.doctor,
    diagnostics: createDiagnosticsFiles(profile('logs')),
    notifier: surfaces.notifier,
    sounder: surfaces.sounder,
    shortcutKeys: surfaces.shortcutKeys,
    tray: surfaces.tray,
    windows: surfaces.windows,
    quit: () => undefined,
  });
  await gatehouse.start(managed.problems);
  const { until } = surfaces;

  return {
    gatehouse,
    surfaces,
    log,
    handlers: gatehouse.handlers,
    actions: gatehouse.actions,
    get view() {
      return surfaces.view;
    },
    until,
    /** The open ask with this request id, as soon as it is shown. */
    asked: (requestId: string): Promise<AskView> =>
      until(() => surfaces.view.inbox.find((ask) => ask.requestId === requestId), `ask ${requestId}`),
    /** The receipt of an ask, as soon as it reads so. */
    receipt: (key: string, state: ReceiptView['state']): Promise<ReceiptView> =>
      until(
        () => surfaces.view.receipts.find((receipt) => receipt.key === key && receipt.state === state),
        `receipt ${key} ${state}`,
      ),
    session: (id: string, matches: (session: SessionView) => boolean = ({ link }) => link.tag === 'live') =>
      until(
        () => surfaces.view.sessions.find((session) => session.sessionId.endsWith(id) && matches(session)),
        `session ${id}`,
      ),
    /** The link of a session, the next time that it waits; that may be over before anything is drawn. */
    waitingLink: (id: string): Promise<Extract<SessionView['link'], { tag: 'waiting' }>> =>
      new Promise((resolve) => {
        const off = gatehouse.engine.onChange(({ registry }) => {
          for (const { sessionId, link } of registry.sessions.values()) {
            if (!sessionId.endsWith(id) || link.tag !== 'waiting') continue;
            off();
            resolve(link);
          }
        });
      }),
    decide: ({ key, inputHash }: AskView, decision: Decision = { tag: 'allow' }) =>
      gatehouse.handlers['inbox:decide']({ key, inputHash, decision }),
    async stop(withinMs = 1_200) {
      await gatehouse.stop(withinMs);
      links.close();
    },
    /** Drops everything at once, as a kill does: what is not on the disk or the wire by now is gone. */
    async kill() {
      life.end();
      gatehouse.engine.stop();
      links.close();
      // What still wants to say goodbye waits for a clock that stands still.
      await Promise.race([gatehouse.supervisor.stop(), new Promise((resolve) => setTimeout(resolve, 1_000))]);
      await outbox.close();
      await journal.close();
    },
  };
}
