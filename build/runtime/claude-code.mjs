import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { cachePath } from './cache-dir.mjs';
import { runNpm } from './npm-command.mjs';
import { pinnedPackages, pinnedVersion } from './pinned-packages.mjs';
import { publishDir } from './publish-dir.mjs';

const NAME = '@anthropic-ai/claude-code';
const VERSION_LIMIT_MS = 30_000;

/** Names the program to try instead of the pinned one; `npm run try-latest-claude` sets it. */
export const CLAUDE_OVERRIDE = 'GATEHOUSE_TEST_CLAUDE';

/** The version that the tests run. */
export const CLAUDE_VERSION = pinnedVersion('claude-code');

/**
 * The real Claude Code that the tests run, installed once per user.
 *
 * @returns {Promise<string>} its program
 */
export async function claudeProgram() {
  const named = process.env[CLAUDE_OVERRIDE];
  if (named !== undefined && named !== '') return named;
  return programIn(await pinnedPackages('claude-code', [], (modulesDir) => mustSay(modulesDir, CLAUDE_VERSION)));
}

/**
 * The newest version, which no lock file can know. Older ones that were tried this way are thrown away.
 *
 * @param {string} version
 * @returns {Promise<string>} its program
 */
export async function latestClaudeProgram(version) {
  const latestDir = cachePath('claude-code-latest');
  const versionDir = path.join(latestDir, version);
  if (!fs.existsSync(versionDir)) {
    fs.rmSync(latestDir, { recursive: true, force: true });
    await publishDir(versionDir, (stagingDir) => {
      fs.writeFileSync(path.join(stagingDir, 'package.json'), '{ "private": true }\n');
      const flags = ['--ignore-scripts', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
      runNpm(['install', ...flags, `${NAME}@${version}`], { cwd: stagingDir, attempts: 3 });
      mustSay(path.join(stagingDir, 'node_modules'), version);
    });
  }
  return programIn(path.join(versionDir, 'node_modules'));
}

/**
 * The package for this kind of computer holds the program; the one named `claude-code` only a script that copies it.
 *
 * @param {string} modulesDir
 */
function programIn(modulesDir) {
  const scopeDir = path.join(modulesDir, path.dirname(NAME));
  const file = process.platform === 'win32' ? 'claude.exe' : 'claude';
  const programs = fs
    .readdirSync(scopeDir)
    .filter((name) => name.startsWith('claude-code-'))
    .map((name) => path.join(scopeDir, name, file))
    .filter((programPath) => fs.existsSync(programPath));
  // An npm that does not know about C libraries installs two for Linux, of which one runs.
  const found = programs.length > 1 ? programs.find((programPath) => versionOf(programPath) !== null) : programs[0];
  if (found === undefined) throw new Error(`${NAME} has no program for ${process.platform} ${process.arch}`);
  return found;
}

/** @param {string} modulesDir @param {string} version */
function mustSay(modulesDir, version) {
  const programPath = programIn(modulesDir);
  const said = versionOf(programPath);
  if (said !== version) throw new Error(`${programPath} says it is version ${said}, not ${version}`);
}

/** @param {string} programPath @returns {string | null} */
function versionOf(programPath) {
  const { stdout } = spawnSync(programPath, ['--version'], {
    encoding: 'utf8',
    timeout: VERSION_LIMIT_MS,
    env: { ...process.env, DISABLE_AUTOUPDATER: '1', DISABLE_TELEMETRY: '1' },
  });
  return /^\d+\.\d+\.\d+\S*/.exec(stdout ?? '')?.[0] ?? null;
}
