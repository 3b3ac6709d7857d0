import { join, resolve } from 'node:path';
import { app, screen } from 'electron';
import { PRACTICE_ID } from './app/settings.ts';
import { printEvents } from './app/event-printer.ts';
import { createGatehouse } from './app/gatehouse.ts';
import { secretName } from './app/secret-name.ts';
import { credentialsFor } from './backends/ccr/credentials-for.ts';
import { createBackendKit } from './backends/index.ts';
import { createLinkKit } from './net/link-kit.ts';
import { systemClock as clock } from './net/system-clock.ts';
import { systemRandom as random } from './net/system-random.ts';
import { startPractice } from './practice/start-practice.ts';
import { APP_ID, claimSingleInstance, followAppEvents, followCrashes } from './shell/app/app-events.ts';
import { readCommandLine } from './shell/app/command-line.ts';
import { readDeepLink } from './shell/app/deep-link.ts';
import { openFirstWindow } from './shell/app/first-window.ts';
import { createSettingsFollower } from './shell/app/follow-settings.ts';
import { followNetwork } from './shell/app/network-events.ts';
import { followPower } from './shell/app/power-events.ts';
import { keepScreenshot } from './shell/app/screenshots.ts';
import { systemProxyFor } from './shell/app/system-proxy.ts';
import { openSessionBus } from './shell/dbus/session-bus.ts';
import { bindIpc } from './shell/ipc/bind-ipc.ts';
import { chooseNotifier } from './shell/notifier/choose-notifier.ts';
import { createSecretStore } from './shell/secrets/secret-store.ts';
import { createSettingsStore } from './shell/settings/settings-store.ts';
import { createTray } from './shell/tray/tray.ts';
import { createWindowPlacement } from './shell/window/window-placement.ts';
import { hasForbiddenSwitch, prepareSecurity, secureSession } from './shell/window/window-security.ts';
import { createAppWindow } from './shell/window/windows.ts';
import { createDraftStore } from './storage/drafts.ts';
import { createJournal } from './storage/journal.ts';
import { createLogFile } from './storage/log-file.ts';
import { mergeSettings, readManagedConfig } from './storage/managed-config.ts';
import { migrateSettings, withVersion } from './storage/migrate-settings.ts';
import { createOutbox } from './storage/outbox.ts';
import { createTranscriptStore } from './storage/transcripts.ts';

const { platform, env } = process;
/** Of the 1.5 s that a quit may take, most is for answers on their way. */
const DRAIN_WITHIN_MS = 1_200;

// Unpackaged, Electron's own argument for the app's folder stands somewhere among ours.
const isOurs = (argument: string) => app.isPackaged || resolve(argument) !== app.getAppPath();
const commandLine = readCommandLine(process.argv.slice(1).filter(isOurs));
prepareSecurity();
if (hasForbiddenSwitch(app.isPackaged, (name) => app.commandLine.hasSwitch(name)) || !claimSingleInstance())
  app.exit(0);
else void app.whenReady().then(run);

/** Builds the parts and connects them; the parts decide. */
async function run(): Promise<void> {
  const outDir = join(app.getAppPath(), 'out');
  const profile = (name: string) => join(app.getPath('userData'), name);
  const log = createLogFile({ dirPath: profile('logs'), clock });
  const managed = readManagedConfig({ arguments: commandLine.configPaths, environment: env.GATEHOUSE_CONFIG });
  const secrets = createSecretStore(profile('secrets.json'), platform, log);
  const bus = platform === 'linux' ? openSessionBus({ clock, log }) : null;
  const links = createLinkKit({ clock, random, log, resolveSystemProxy: systemProxyFor, environment: env });

  const notifier = chooseNotifier({
    platform,
    electronVersion: process.versions.electron,
    appId: APP_ID,
    bus,
    clock,
    onAction: (noticeId, action) => gatehouse.actions.notice(noticeId, action),
    onKind: (notifications) => dispatch({ tag: 'surfaces-changed', surfaces: { notifications } }),
    onActivationToken: (token) => (env.XDG_ACTIVATION_TOKEN = token),
  });
  const tray = createTray({
    platform,
    iconDir: join(outDir, 'tray'),
    bus,
    clock,
    onAction: (action) => gatehouse.actions.tray(action),
    onOpen: () => windows.open(),
    onAvailable: (isThere) => dispatch({ tag: 'surfaces-changed', surfaces: { tray: isThere } }),
  });
  const windows = createAppWindow({
    preloadPath: join(outDir, 'preload', 'index.cjs'),
    iconPath: join(outDir, 'icons', '256x256.png'),
    clock,
    placement: createWindowPlacement(
      profile('window.json'),
      (bounds) => screen.getDisplayMatching(bounds) !== undefined,
    ),
    onOpenChange: (isOpen) => {
      // Asking the keychain may wait for it, so not before somebody can see the answer.
      if (isOpen) dispatch({ tag: 'surfaces-changed', surfaces: { keychain: secrets.encrypts } });
      else dispatch({ tag: 'attention-changed', attention: { session: null } });
    },
    onFocusChange: (windowFocused) => dispatch({ tag: 'attention-changed', attention: { windowFocused } }),
    onCrash: (reason) => log.error('page-gone', { state: reason }),
  });

  const gatehouse = createGatehouse({
    clock,
    random,
    log,
    outbox: createOutbox({ path: profile('outbox'), log }),
    journal: createJournal({ path: profile('journal.jsonl'), log }),
    drafts: createDraftStore({ path: profile('drafts.json'), log, clock }),
    settings: createSettingsStore({
      profileDir: app.getPath('userData'),
      clock,
      migrate: migrateSettings,
      withVersion,
    }),
    secrets,
    transcripts: createTranscriptStore(),
    kit: createBackendKit(links),
    credentialsFor: credentialsFor({ readStored: (id) => secrets.get(secretName(id)), environment: env, platform }),
    merge: (settings) => mergeSettings(settings, managed),
    startPractice: () => startPractice({ clock, random, log, pace: 1 }),
    practiceFlag: { no: null, yes: 'on', 'if-empty': 'if-empty' }[commandLine.practice] as 'on' | 'if-empty' | null,
    surfaces: {
      notifications: notifier.kind,
      tray: tray.available,
      keychain: true,
      platform,
      version: app.getVersion(),
    },
    notifier,
    tray,
    windows,
    quit: () => app.quit(),
  });
  const { engine, supervisor } = gatehouse;
  const { dispatch } = engine;

  followCrashes(log, (detail) =>
    dispatch({ tag: 'problem-raised', problem: { id: `bug ${detail}`, code: 'bug', detail } }),
  );
  followAppEvents({
    clock,
    log,
    onOpen: (place) => windows.open(place),
    onDrain: async () => {
      await gatehouse.stop(DRAIN_WITHIN_MS);
      links.close();
      notifier.dispose();
      tray.dispose();
      log.flush();
    },
  });
  followPower((event) => {
    if (event === 'suspend') dispatch({ tag: 'suspended' });
    else if (event !== 'lock') supervisor.probeAll(event);
  });
  const checkNetwork = followNetwork({
    clock,
    isWaited: () => [...engine.state.registry.connections.values()].some(({ state }) => state.tag === 'retrying'),
    onOnline: () => supervisor.probeAll('online'),
  });
  const followSettings = createSettingsFollower(platform, log);
  engine.onChange(({ settings }) => {
    followSettings(settings);
    checkNetwork();
  });
  secureSession(join(outDir, 'renderer'));
  bindIpc({
    handlers: gatehouse.handlers,
    contents: () => windows.contents,
    clock,
    log,
    onReady: () => windows.pageIsReady(),
  });
  if (commandLine.printEvents) printEvents(engine, (line) => process.stdout.write(`${line}\n`));
  for (const { code, argument } of commandLine.remarks) log.warn('argument-remark', { code, path: argument });

  await gatehouse.start(managed.problems);
  log.info('started');
  const isUnused = [...engine.state.registry.connections.keys()].every((id) => id === PRACTICE_ID);
  openFirstWindow({
    place: commandLine.link === null ? null : readDeepLink(commandLine.link),
    hidden: commandLine.hidden,
    wanted: isUnused || commandLine.screenshotPath !== null,
    windows,
    tray,
    clock,
    onNoTray: () => dispatch({ tag: 'problem-raised', problem: { id: 'tray', code: 'no-tray', detail: '' } }),
  });
  if (commandLine.screenshotPath !== null) {
    keepScreenshot(commandLine.screenshotPath, { contents: () => windows.contents, clock, log });
  }
}
