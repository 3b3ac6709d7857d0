import { join, resolve } from 'node:path';
import { app } from 'electron';
import { printEvents } from './app/event-printer.ts';
import { createGatehouse } from './app/gatehouse.ts';
import { secretName } from './app/secret-name.ts';
import { credentialsFor } from './backends/credentials-for.ts';
import { runScript } from './claude-script.ts';
import { runDoctor } from './doctor-script.ts';
import { createAccounts, createBackendKit } from './backends/index.ts';
import { createLocalKit } from './backends/local/local-kit.ts';
import { createLinkKit } from './net/link-kit.ts';
import { systemClock as clock } from './net/system-clock.ts';
import { systemRandom as random } from './net/system-random.ts';
import { startPractice } from './practice/start-practice.ts';
import { claimSingleInstance, followAppEvents, followCrashes } from './shell/app/app-events.ts';
import { prepareMenu } from './shell/app/app-menu.ts';
import { readCommandLine } from './shell/app/command-line.ts';
import { readDeepLink } from './shell/app/deep-link.ts';
import { openFirstWindow } from './shell/app/first-window.ts';
import { localHost } from './shell/app/local-host.ts';
import { prepareShortcutKeys } from './shell/app/shortcut-keys.ts';
import { keepScreenshot } from './shell/app/screenshots.ts';
import { systemProxyFor } from './shell/app/system-proxy.ts';
import { wallClock } from './shell/app/time-zone.ts';
import { createDesktop, firstFacts } from './shell/desktop.ts';
import { createDoctorProbe } from './shell/doctor/doctor-probe.ts';
import { followSystem } from './shell/follow-system.ts';
import { bindIpc } from './shell/ipc/bind-ipc.ts';
import { createSecretStore } from './shell/secrets/secret-store.ts';
import { createUpdater } from './shell/updates/create-updater.ts';
import { createSettingsStore } from './shell/settings/settings-store.ts';
import { hasForbiddenSwitch, prepareSecurity, secureSession } from './shell/window/window-security.ts';
import { createLogFile } from './storage/log-file.ts';
import { mergeSettings, readManagedConfig } from './storage/managed-config.ts';
import { migrateSettings, withVersion } from './storage/migrate-settings.ts';
import { createStores } from './storage/stores.ts';

const { platform, env } = process;
/** Of the 1.5 s that a quit may take, most is for answers on their way. */
const DRAIN_WITHIN_MS = 1_200;

// Unpackaged, Electron's own argument for the app's folder stands somewhere among ours.
const isOurs = (argument: string) => app.isPackaged || resolve(argument) !== app.getAppPath();
const commandLine = readCommandLine(process.argv.slice(1).filter(isOurs));
prepareSecurity();
prepareMenu(platform);
prepareShortcutKeys();
const managed = readManagedConfig({ arguments: commandLine.configPaths, environment: env.GATEHOUSE_CONFIG });
if (hasForbiddenSwitch(app.isPackaged, (name) => app.commandLine.hasSwitch(name))) app.exit(0);
else if (commandLine.claude !== null) void runScript(commandLine.claude, managed);
else if (commandLine.doctor !== null) void runDoctor(commandLine.doctor, managed);
else if (claimSingleInstance()) void app.whenReady().then(run);
else app.exit(0);

/** Builds the parts and connects them; the parts decide. */
async function run(): Promise<void> {
  const [outDir, profileDir] = [join(app.getAppPath(), 'out'), app.getPath('userData')];
  const profile = (name: string) => join(profileDir, name);
  const log = createLogFile({ dirPath: profile('logs'), clock });
  const secrets = createSecretStore(profile('secrets.json'), platform, log);
  const links = createLinkKit({ clock, random, log, resolveSystemProxy: systemProxyFor, environment: env });
  const host = localHost({ clock, random, log });
  const local = createLocalKit(host);
  const desktop = createDesktop({
    outDir,
    profileDir,
    clock,
    log,
    language: () => gatehouse.engine.state.language,
    onNotice: (noticeId, action) => gatehouse.actions.notice(noticeId, action),
    onTray: (action) => gatehouse.actions.tray(action),
    onSurfaces: (surfaces) => dispatch({ tag: 'surfaces-changed', surfaces }),
    onQuiet: (systemQuiet) => dispatch({ tag: 'system-quiet-changed', systemQuiet }),
    onAttention: (attention) => dispatch({ tag: 'attention-changed', attention }),
    // Asking the keychain may wait for it, so not before somebody can see the answer.
    onWindowOpen: () => dispatch({ tag: 'surfaces-changed', surfaces: { keychain: secrets.encrypts } }),
  });
  const { windows } = desktop;

  const gatehouse = createGatehouse({
    clock,
    localMinute: wallClock(clock),
    random,
    log,
    ...createStores({ profileDir, clock, log }),
    settings: createSettingsStore({ profileDir, clock, migrate: migrateSettings, withVersion }),
    secrets,
    kit: createBackendKit(links, local, app.getVersion()),
    claudeCode: local.claudeCode,
    accounts: createAccounts(links, host),
    credentialsFor: credentialsFor({ readStored: (id) => secrets.get(secretName(id)), environment: env, platform }),
    merge: (settings) => mergeSettings(settings, managed),
    startPractice: (play) => startPractice({ clock, random, log, pace: 1 }, play),
    practiceFlag: commandLine.practice,
    surfaces: firstFacts(desktop),
    updater: createUpdater({ profileDir, clock, log, hasWindow: () => windows.isOpen }),
    checkUpdates: commandLine.checkUpdates,
    doctor: createDoctorProbe({ clock, profileDir, clockSkewMs: () => links.clockSkewMs }),
    ...desktop,
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
    mayEnd: async () => supervisor.ownSessions === 0 || windows.confirmQuit(supervisor.ownSessions),
    onDrain: async () => {
      unfollow();
      await gatehouse.stop(DRAIN_WITHIN_MS);
      links.close();
      desktop.close();
      log.flush();
    },
  });
  const unfollow = followSystem({ gatehouse, bus: desktop.bus, clock, log });
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
  openFirstWindow({
    place: commandLine.link === null ? null : readDeepLink(commandLine.link),
    hidden: commandLine.hidden,
    wanted: commandLine.screenshotPath !== null,
    settings: engine.state.settings,
    practice: commandLine.practice !== 'no',
    ...desktop,
    clock,
    onNoTray: () => dispatch({ tag: 'problem-raised', problem: { id: 'tray', code: 'no-tray', detail: '' } }),
  });
  if (commandLine.screenshotPath !== null)
    keepScreenshot(commandLine.screenshotPath, { contents: () => windows.contents, clock, log });
}
