import { randomBytes, randomUUID } from 'node:crypto';
import { copyFile, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { happyProgram, happyVersion } from '../../build/runtime/happy-cli.mjs';
import type { ClaudeHome } from './claude-home.ts';
import { contentPair } from './happy-crypto.ts';
import { keepDaemonAway, stopDaemon } from './happy-daemon.ts';

/** `happy` is the current program, `happy-coder` the last one of the former name. */
export type HappyCli = 'happy' | 'happy-coder';

/** What a paired terminal knows: everything (`legacy`), or how to encrypt for the account (`dataKey`). */
export type Pairing = 'legacy' | 'dataKey';

/** A person with Claude Code who uses it through Happy. */
export interface HappyHome extends ClaudeHome {
  readonly cli: HappyCli;
  /** The arguments of `program` before those of Happy. */
  readonly launch: readonly string[];
  readonly happyDir: string;
  /** As if this terminal had been approved before. */
  pair(pairing: Pairing, account: { readonly secret: Buffer; readonly token: string }): Promise<void>;
  /** What is kept of the pairing; null = there was none. */
  accessKey(): Promise<unknown>;
}

export interface HappyHomeOptions {
  readonly cli: HappyCli;
  /** The only server that it may know. */
  readonly serverUrl: string;
  /** Where everything else would go: to a proxy that is closed. */
  readonly deadProxyUrl: string;
  /** Otherwise Happy is told that its service runs already: one less process to start and to end. */
  readonly withDaemon?: boolean;
}

/** @param claude  where Claude Code works; it stays with whoever made it. */
export async function createHappyHome(
  claude: ClaudeHome,
  { cli, serverUrl, deadProxyUrl, withDaemon = false }: HappyHomeOptions,
): Promise<HappyHome> {
  const happyDir = join(claude.homeDir, '.happy');
  await mkdir(happyDir);
  const settings = { schemaVersion: 2, onboardingCompleted: true, machineId: randomUUID() };
  await writeFile(join(happyDir, 'settings.json'), JSON.stringify(settings));
  const modulesDir = await offerClaude(claude);
  const placeholder = withDaemon ? null : await keepDaemonAway(happyDir, happyVersion(cli));
  return {
    ...claude,
    cli,
    program: process.execPath,
    launch: ['--no-warnings', '--no-deprecation', await happyProgram(cli)],
    happyDir,
    env: {
      ...claude.env,
      PATH: `${dirname(process.execPath)}:${claude.env['PATH'] ?? ''}`,
      NODE_PATH: modulesDir,
      LOCALAPPDATA: join(claude.homeDir, 'local'),
      HAPPY_HOME_DIR: happyDir,
      HAPPY_SERVER_URL: serverUrl,
      HAPPY_WEBAPP_URL: serverUrl,
      HAPPY_CLAUDE_PATH: claude.program,
      HAPPY_DISABLE_CAFFEINATE: '1',
      // No globally installed Claude Code of the caller.
      npm_config_prefix: join(claude.homeDir, 'npm'),
      HTTPS_PROXY: deadProxyUrl,
      HTTP_PROXY: deadProxyUrl,
      NO_PROXY: '127.0.0.1,localhost',
    },
    async pair(pairing, { secret, token }) {
      const keys =
        pairing === 'legacy'
          ? { secret: secret.toString('base64') }
          : {
              encryption: {
                publicKey: contentPair(secret).publicKey.toString('base64'),
                machineKey: randomBytes(32).toString('base64'),
              },
            };
      await writeFile(join(happyDir, 'access.key'), JSON.stringify({ ...keys, token }), { mode: 0o600 });
    },
    accessKey: () =>
      readFile(join(happyDir, 'access.key'), 'utf8').then(
        (text): unknown => JSON.parse(text),
        () => null,
      ),
    async remove() {
      await (placeholder === null ? stopDaemon(happyDir) : placeholder.stop());
      await claude.remove();
    },
  };
}

/**
 * Puts the pinned Claude Code where each of the programs looks for one, so that neither takes the caller's: the current one
 * asks Node.js for a package with a copy of it, the old one wants it where the vendor's installer puts it.
 *
 * @returns the folder with that package
 */
async function offerClaude({ homeDir, program }: ClaudeHome): Promise<string> {
  const file = process.platform === 'win32' ? 'claude.exe' : 'claude';
  const modulesDir = join(homeDir, 'modules');
  const name = `claude-agent-sdk-${process.platform}-${process.arch}`;
  await offer(join(modulesDir, '@anthropic-ai', name, file), program);
  await offer(
    process.platform === 'win32' ? join(homeDir, 'local', 'Claude', file) : join(homeDir, '.local', 'bin', file),
    program,
  );
  return modulesDir;
}

async function offer(path: string, program: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  // Making a symbolic link is a privilege on Windows.
  await (process.platform === 'win32' ? copyFile(program, path) : symlink(program, path));
}
