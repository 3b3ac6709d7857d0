import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { ClaudeProcess } from './claude-process.ts';
import type { HappyHome } from './happy-home.ts';
import type { HappyPhone } from './happy-phone/index.ts';
import type { PhoneSession } from './happy-phone/phone-session.ts';
import type { HappyServer } from './happy-server/index.ts';

const PATIENCE_MS = 45_000;
const LOG_TAIL_LENGTH = 3_000;
const newSession = z.looseObject({ body: z.looseObject({ t: z.literal('new-session'), id: z.string() }) });
const request = z.looseObject({ tool: z.string(), arguments: z.unknown(), createdAt: z.number() });
const role = z.looseObject({ role: z.string() });

interface OpenRequest extends z.infer<typeof request> {
  readonly id: string;
}

/** A session of the real program, as another app of the account sees it. */
export interface RealHappySession {
  readonly id: string;
  readonly process: ClaudeProcess;
  readonly seen: PhoneSession;
  /** Writes to it; the text is a script for the model. */
  write(text: string, meta?: Readonly<Record<string, unknown>>): Promise<string>;
  /** The request that is open, as soon as one is that was not handed out before. */
  asked(): Promise<OpenRequest>;
  /** What is true as soon as the app has heard enough. */
  until<T>(read: () => T | null | undefined | false, what: string): Promise<T>;
  /** What the agent's side wrote, opened, once this text is in it. */
  logged(text: string): Promise<readonly unknown[]>;
  /** Whether the agent's tools made this file. */
  has(name: string): boolean;
}

interface SessionParts {
  readonly home: HappyHome;
  readonly phone: HappyPhone;
  readonly server: HappyServer;
  readonly process: ClaudeProcess;
  /** The update that tells of it. */
  readonly made: Promise<unknown>;
}

/** Resolves when the session is answered from afar. */
export async function followHappySession(parts: SessionParts): Promise<RealHappySession> {
  const { home, phone, process, made } = parts;
  const handedOut = new Set<string>();

  async function orTold<T>(wait: Promise<T>, what: string): Promise<T> {
    const told = async (why: string) => new Error(`${why} before ${what}:\n${await logTail(home.happyDir)}`);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => void told(`${PATIENCE_MS} ms passed`).then(reject), PATIENCE_MS);
    });
    const ended = process.ended.then(async ({ code, stderr }) => {
      throw await told(`${home.cli} ended with ${code} (${stderr.trim()})`);
    });
    try {
      return await Promise.race([wait, late, ended]);
    } finally {
      clearTimeout(timer);
    }
  }
  async function until<T>(read: () => T | null | undefined | false, what: string): Promise<T> {
    const look = async (): Promise<T> => {
      for (;;) {
        const value = read();
        if (value !== null && value !== undefined && value !== false) return value;
        await phone.updates.later();
      }
    };
    return await orTold(look(), what);
  }

  const { id } = newSession.parse(await orTold(made, 'a session was there')).body;
  const seen = await phone.session(id);
  await until(() => seen.state.controlledByUser === false, 'the session could be answered from afar');
  await orTold(hasReadItsLog(parts, id), 'the session had read its log');

  return {
    id,
    process,
    seen,
    until,
    write: (text, meta) => phone.write(id, text, meta),
    async asked() {
      const [requestId, raw] = await until(
        () => Object.entries(seen.state.requests ?? {}).find(([one]) => !handedOut.has(one)),
        'the agent asked',
      );
      handedOut.add(requestId);
      return { ...request.parse(raw), id: requestId };
    },
    async logged(text) {
      const look = async () => {
        for (;;) {
          const later = phone.updates.later();
          const log = (await phone.log(id)).filter((body) => role.safeParse(body).data?.role !== 'user');
          if (JSON.stringify(log).includes(text)) return log;
          await later;
        }
      };
      return await orTold(look(), `the log held “${text}”`);
    },
    has: (name) => existsSync(join(home.workDir, name)),
  };
}

/**
 * A message that comes while the current program reads its log for the first time is taken twice: as news, and as a part of
 * the log. It has read it when it takes its second call after that.
 */
async function hasReadItsLog({ home, phone, server }: SessionParts, id: string): Promise<void> {
  if (home.cli === 'happy')
    await server.seen.requests.find(({ method, path }) => method === 'GET' && path.includes(id));
  await phone.allow(id, 'toolu_nobody_asked');
  await phone.allow(id, 'toolu_nobody_asked');
}

async function logTail(happyDir: string): Promise<string> {
  const logsDir = join(happyDir, 'logs');
  const names = await readdir(logsDir).catch(() => []);
  const texts = await Promise.all(names.map((name) => readFile(join(logsDir, name), 'utf8')));
  return texts.map((text) => text.slice(-LOG_TAIL_LENGTH)).join('\n----\n');
}
