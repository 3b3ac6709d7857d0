import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { CLAUDE_VERSION, claudeProgram } from '../../build/runtime/claude-code.mjs';

const API_KEY = 'sk-ant-api03-for-the-scripted-messages-api-only';
const DAEMON_LIMIT_MS = 30_000;
const execute = promisify(execFile);
/** Claude Code notes an approved key by its end. */
const KEY_END_LENGTH = 20;
/** All that a program needs of the caller's surroundings; the rest might lead it to the caller's account or proxy. */
const KEPT = ['PATH', 'LANG', 'LC_ALL', 'TZ', 'SystemRoot', 'ComSpec', 'PATHEXT', 'XDG_RUNTIME_DIR'];

/** A person who has just set up Claude Code and has trusted one folder. */
export interface ClaudeHome {
  readonly program: string;
  readonly homeDir: string;
  readonly configDir: string;
  /** `settings.json` of this person. */
  readonly settingsPath: string;
  /** A trusted, empty folder to work in. */
  readonly workDir: string;
  readonly env: Readonly<Record<string, string>>;
  writeSettings(settings: unknown): Promise<void>;
  /** Makes another folder and trusts it. */
  trustFolder(name: string): Promise<string>;
  remove(): Promise<void>;
}

/** @param baseUrl  of the Messages API to use, as `MessagesApi` serves it */
export async function createClaudeHome(baseUrl: string): Promise<ClaudeHome> {
  const homeDir = await realpath(await mkdtemp(join(tmpdir(), 'gh-home-')));
  const configDir = join(homeDir, '.claude');
  const settingsPath = join(configDir, 'settings.json');
  const temporaryDir = join(homeDir, 'tmp');
  const trusted: string[] = [];
  await Promise.all([configDir, temporaryDir].map((dir) => mkdir(dir)));
  const program = await claudeProgram();

  async function trustFolder(name: string): Promise<string> {
    const folder = join(homeDir, name);
    await mkdir(folder, { recursive: true });
    trusted.push(folder);
    const ownPath = join(configDir, '.claude.json');
    const before = await readFile(ownPath, 'utf8').catch(() => JSON.stringify(onboarded));
    const projects = Object.fromEntries(
      trusted.map((path) => [path, { hasTrustDialogAccepted: true, hasCompletedProjectOnboarding: true }]),
    );
    await writeFile(ownPath, JSON.stringify({ ...(JSON.parse(before) as object), projects }), { mode: 0o600 });
    return folder;
  }

  const env = {
    ...Object.fromEntries(KEPT.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]))),
    // As the person would have it: `claude` is found by its name.
    PATH: `${dirname(program)}:${process.env['PATH'] ?? ''}`,
    HOME: homeDir,
    USERPROFILE: homeDir,
    TMPDIR: temporaryDir,
    TEMP: temporaryDir,
    TMP: temporaryDir,
    TERM: 'xterm-256color',
    CLAUDE_CONFIG_DIR: configDir,
    ANTHROPIC_BASE_URL: baseUrl,
    ANTHROPIC_API_KEY: API_KEY,
    DISABLE_TELEMETRY: '1',
    DISABLE_AUTOUPDATER: '1',
    DISABLE_ERROR_REPORTING: '1',
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
  };

  return {
    program,
    homeDir,
    configDir,
    settingsPath,
    workDir: await trustFolder('work'),
    env,
    writeSettings: (settings) => writeFile(settingsPath, `${JSON.stringify(settings, null, 2)}\n`),
    trustFolder,
    async remove() {
      // Background sessions leave a process behind that would start more.
      if (existsSync(join(configDir, 'daemon')))
        await execute(program, ['daemon', 'stop', '--any'], { env, timeout: DAEMON_LIMIT_MS });
      await rm(homeDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

const onboarded = {
  hasCompletedOnboarding: true,
  theme: 'dark',
  lastOnboardingVersion: CLAUDE_VERSION,
  numStartups: 5,
  customApiKeyResponses: { approved: [API_KEY.slice(-KEY_END_LENGTH)], rejected: [] },
};
