import { app } from 'electron';
import { doctorExitCode, doctorJson, doctorText } from './app/doctor-text.ts';
import { localMinute } from './app/local-time.ts';
import { createClaudeCode } from './backends/local/claude-settings/installed-claude.ts';
import type { DoctorLook } from './domain/doctor/doctor-look.ts';
import { doctorReport } from './domain/doctor/doctor-report.ts';
import { systemClock as clock } from './net/system-clock.ts';
import { systemRandom as random } from './net/system-random.ts';
import type { Logger } from './ports/logger.ts';
import { enableFeature } from './shell/app/chromium-feature.ts';
import { localHost } from './shell/app/local-host.ts';
import { againWithoutDisplay, lacksDisplay } from './shell/app/without-display.ts';
import { createDoctorProbe } from './shell/doctor/doctor-probe.ts';
import { isRunningFor } from './shell/doctor/is-running.ts';
import { makePassingDir, type PassingDir } from './shell/doctor/passing-dir.ts';
import { quietNow } from './shell/doctor/quiet-now.ts';
import { readProfile } from './shell/doctor/read-profile.ts';
import { mergeSettings, type ManagedConfig } from './storage/managed-config.ts';
import { migrateSettings } from './storage/migrate-settings.ts';
import { thisComputer } from '../shared/model/settings.ts';

const quiet: Logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
const COULD_NOT_LOOK = 2;

/**
 * The run of `--doctor`: looks, prints, ends. No window, no tray, no notification; beside a Gatehouse that runs, whose
 * profile is only read. What only that one knows is told as not asked.
 */
export async function runDoctor(form: 'text' | 'json' | 'not-known', managed: ManagedConfig): Promise<void> {
  if (form === 'not-known') return refuse('There are two forms: --doctor and --doctor=json.');
  if (lacksDisplay()) {
    const code = againWithoutDisplay();
    return code === null ? refuse('Gatehouse cannot look without a display here.') : app.exit(code);
  }
  const profileDir = app.getPath('userData');
  // Chromium writes into its folder as soon as it is ready; two of them in one profile would disturb each other.
  const ownDir = makePassingDir();
  // A process of its own, which would make the folder anew while this one ends, and is of no use here.
  enableFeature('NetworkServiceInProcess2');
  app.setPath('userData', ownDir.path);
  app.setPath('sessionData', ownDir.path);
  try {
    await app.whenReady();
    const report = doctorReport(await look(profileDir, managed));
    const isRunning = isRunningFor(profileDir, process.platform);
    await print(form === 'json' ? doctorJson(report, isRunning) : doctorText(report, isRunning));
    end(doctorExitCode(report), ownDir);
  } catch (cause) {
    process.stderr.write(`Could not look: ${cause instanceof Error ? cause.name : 'unknown reason'}\n`);
    end(COULD_NOT_LOOK, ownDir);
  }
}

async function look(profileDir: string, managed: ManagedConfig): Promise<DoctorLook> {
  const profile = readProfile(profileDir, migrateSettings);
  const { settings, managedPaths } = mergeSettings(profile.settings, managed);
  const host = { ...localHost({ clock, random, log: quiet }), profileDir };
  const claude = createClaudeCode({ host, ensureListening: () => Promise.resolve(null) });
  const probe = createDoctorProbe({ clock, profileDir, clockSkewMs: () => null });
  const [facts, { view, isResting }, systemQuiet] = await Promise.all([
    probe.look(),
    claude.inspect(settings.connections.find((one) => one.kind === 'local') ?? thisComputer([])),
    quietNow(clock, process.platform),
  ]);
  await claude.stop();
  return {
    facts,
    notifications: settings.notifications,
    managedCount: managedPaths.length,
    problems: [...profile.problems, ...managed.problems],
    claudeCode: view,
    areHooksResting: isResting,
    systemQuiet,
    pausedUntilMs: null,
    connections: settings.connections.map(({ kind, enabled }) => ({
      kind,
      practice: false,
      state: { tag: enabled ? 'not-asked' : 'off' },
    })),
    update: null,
    shortcut: settings.shortcut === null ? 'off' : null,
    isRunning: false,
    nowMs: clock.nowMs(),
    localMinute,
  };
}

/** An exit cuts off what a pipe has not taken yet. */
function print(text: string): Promise<void> {
  return new Promise((resolve) => process.stdout.write(`${text}\n`, () => resolve()));
}

function refuse(why: string): void {
  process.stderr.write(`${why}\n`);
  app.exit(COULD_NOT_LOOK);
}

function end(code: number, ownDir: PassingDir): void {
  ownDir.remove();
  app.exit(code);
}
