import { createClaudeCode } from '../../main/backends/local/claude-settings/installed-claude.ts';
import { systemClock as clock } from '../../main/net/system-clock.ts';
import { systemRandom as random } from '../../main/net/system-random.ts';
import type { Logger } from '../../main/ports/logger.ts';

/**
 * A Gatehouse that only writes Claude Code's settings, for tests that kill it or let it run out of space.
 *
 * Arguments: profile, home, and `once` or `for-ever`. It prints one line a change.
 */
const [profileDir = '', homeDir = '', times] = process.argv.slice(2);
const log: Logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
const { platform } = process;
const environment = { HOME: homeDir, PATH: '' };
const openFolder = () => Promise.resolve(false);
const claude = createClaudeCode({
  host: { profileDir, homeDir, environment, platform, clock, random, log, openFolder },
  ensureListening: (firstPort) => Promise.resolve(firstPort),
  managedDir: `${homeDir}/managed`,
});

do {
  for (const change of ['connect', 'disconnect'] as const) {
    const done = await claude.applyNow(change);
    process.stdout.write(`${change}: ${done.ok ? 'done' : `${done.error.code} ${done.error.detail}`}\n`);
  }
} while (times === 'for-ever');
await claude.stop();
