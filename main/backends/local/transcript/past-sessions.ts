import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { PastSession } from '../../../../shared/model/claude-code.ts';
import { beginningFacts } from './beginning.ts';
import { endingFacts } from './record-page.ts';
import { pastTitle } from './title.ts';
import { projectFolderName } from './transcript-path.ts';

const MAX_SESSIONS = 50;
/** Files that are looked at before giving up on filling the list: some hold no conversation. */
const MAX_LOOKED_AT = 120;
const STATS_AT_ONCE = 32;
/** Older versions put the records of subagents beside them, as `agent-ID.jsonl`: nothing that could be taken up. */
const TRANSCRIPT_NAME = /^(?!agent-)(\w[\w-]{0,127})\.jsonl$/u;

interface Read {
  readonly mtimeMs: number;
  readonly sizeBytes: number;
  readonly past: PastSession | null;
}

interface Found {
  readonly path: string;
  readonly sessionId: string;
  readonly mtimeMs: number;
  readonly sizeBytes: number;
}

/** Conversations on this computer, newest first, as far as they can be taken up again. */
export class PastSessions {
  readonly #projectsDir: string;
  /** By path; what was read holds until the file changes. */
  #read = new Map<string, Read>();

  constructor(configDir: string) {
    this.#projectsDir = join(configDir, 'projects');
  }

  /** Never rejects; what cannot be read is left out. */
  async list(): Promise<readonly PastSession[]> {
    const found = (await findAll(this.#projectsDir)).toSorted((one, other) => other.mtimeMs - one.mtimeMs);
    const sessions: PastSession[] = [];
    const read = new Map<string, Read>();
    for (const file of found.slice(0, MAX_LOOKED_AT)) {
      if (sessions.length === MAX_SESSIONS) break;
      const before = this.#read.get(file.path);
      const isSame = before?.mtimeMs === file.mtimeMs && before.sizeBytes === file.sizeBytes;
      const past = isSame ? before.past : await readPast(file);
      read.set(file.path, { mtimeMs: file.mtimeMs, sizeBytes: file.sizeBytes, past });
      if (past !== null) sessions.push(past);
    }
    this.#read = read;
    return sessions;
  }
}

async function findAll(projectsDir: string): Promise<readonly Found[]> {
  const paths: { readonly path: string; readonly sessionId: string }[] = [];
  for (const project of await readdir(projectsDir).catch(() => [])) {
    for (const name of await readdir(join(projectsDir, project)).catch(() => [])) {
      const sessionId = TRANSCRIPT_NAME.exec(name)?.[1];
      if (sessionId !== undefined) paths.push({ path: join(projectsDir, project, name), sessionId });
    }
  }
  const found: Found[] = [];
  for (let at = 0; at < paths.length; at += STATS_AT_ONCE) {
    const some = await Promise.all(
      paths
        .slice(at, at + STATS_AT_ONCE)
        .map(async (each) => ({ each, stats: await stat(each.path).catch(() => null) })),
    );
    for (const { each, stats } of some) {
      if (stats?.isFile() === true) found.push({ ...each, mtimeMs: stats.mtimeMs, sizeBytes: stats.size });
    }
  }
  return found;
}

async function readPast({ path, sessionId, mtimeMs }: Found): Promise<PastSession | null> {
  const ending = (await endingFacts(path)) ?? {};
  const belongsHere = (cwd: string | undefined) =>
    cwd !== undefined && projectFolderName(cwd) === basename(dirname(path)) ? cwd : undefined;
  const isComplete = belongsHere(ending.cwd) !== undefined && pastTitle(ending) !== undefined;
  const beginning = isComplete ? {} : await beginningFacts(path);
  const title = pastTitle({ ...beginning, ...ending });
  // It is taken up where it began: Claude Code finds it by that folder, wherever the work went since.
  const folder = belongsHere(ending.cwd) ?? beginning.cwd ?? ending.cwd;
  // Without a word of a person there is nothing to take up; without a folder nowhere to do it.
  if (folder === undefined || title === undefined) return null;
  return { sessionId, title, folder, lastUsedAtMs: mtimeMs };
}
