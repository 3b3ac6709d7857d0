import { app } from 'electron';
import { runClaudeScript } from './app/claude-script.ts';
import { createClaudeCode } from './backends/local/claude-settings/installed-claude.ts';
import { systemClock as clock } from './net/system-clock.ts';
import { systemRandom as random } from './net/system-random.ts';
import type { HookChange } from './ports/claude-code.ts';
import type { Logger } from './ports/logger.ts';
import { localHost } from './shell/app/local-host.ts';
import { againWithoutDisplay, lacksDisplay } from './shell/app/without-display.ts';
import { createSettingsStore } from './shell/settings/settings-store.ts';
import { mergeSettings, type ManagedConfig } from './storage/managed-config.ts';
import { migrateSettings, withVersion } from './storage/migrate-settings.ts';
import { ok } from '../shared/result.ts';

/** What happened is told in one line on the output; there is no log that two programs could share. */
const quiet: Logger = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** The run of `--connect-claude` and `--disconnect-claude`: no window, no display, beside a Gatehouse that runs. */
export async function runScript(change: HookChange, managed: ManagedConfig): Promise<void> {
  if (lacksDisplay()) return app.exit(againWithoutDisplay() ?? 1);
  const host = localHost({ clock, random, log: quiet });
  const claude = createClaudeCode({ host, ensureListening: (firstPort) => Promise.resolve(firstPort) });
  const store = createSettingsStore({ profileDir: host.profileDir, clock, migrate: migrateSettings, withVersion });
  const code = await runClaudeScript({
    change,
    settings: mergeSettings(store.read().settings, managed).settings,
    async apply(settings, what) {
      claude.use(settings);
      const applied = await claude.applyNow(what);
      return applied.ok ? ok(claude.settingsPath) : applied;
    },
    print: (line) => process.stdout.write(`${line}\n`),
  });
  await claude.stop();
  app.exit(code);
}
