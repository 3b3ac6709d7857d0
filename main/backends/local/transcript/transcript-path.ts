import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';

const SESSION_ID = /^[\w-]{1,128}$/u;
/** Longer names are cut there and get a digest behind them, which we do not compute. */
const MAX_FOLDER_NAME = 200;

/** Name of a project's folder: each UTF-16 unit that is no ASCII letter or digit becomes a dash, dots and blanks too. */
export function projectFolderName(cwd: string): string {
  return cwd.replaceAll(/[^a-zA-Z0-9]/g, '-');
}

/**
 * Finds the file in which Claude Code records a session.
 *
 * The folder is that of the place where the session began, which need not be where it is now, and long names carry a
 * digest: where the guess is wrong, all projects are looked through for a file of this name.
 */
export async function findTranscript(configDir: string, sessionId: string, cwd: string): Promise<string | null> {
  if (!SESSION_ID.test(sessionId)) return null;
  const projects = join(configDir, 'projects');
  const name = `${sessionId}.jsonl`;
  const folder = projectFolderName(cwd);
  if (folder.length <= MAX_FOLDER_NAME) {
    const guess = join(projects, folder, name);
    if (await isFile(guess)) return guess;
  }
  for (const project of await readdir(projects).catch(() => [])) {
    const path = join(projects, project, name);
    if (await isFile(path)) return path;
  }
  return null;
}

/** A path told by a hook: taken only if it can be the transcript of that session, below Claude Code's own folder. */
export function isTranscriptOf(path: string, sessionId: string, configDir: string): boolean {
  if (!SESSION_ID.test(sessionId) || basename(path) !== `${sessionId}.jsonl`) return false;
  // Two levels below, whatever dots and separators it is written with; elsewhere it is searched for by its name.
  return isAbsolute(path) && dirname(dirname(resolve(path))) === resolve(configDir, 'projects');
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isFile() ?? false;
}
