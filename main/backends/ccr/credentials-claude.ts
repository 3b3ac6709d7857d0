import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import * as z from 'zod';
import { err, ok } from '../../../shared/result.ts';
import type { CredentialSource } from '../../ports/credentials.ts';
import { sourceOf, type TokenRead } from './credentials.ts';

const KEYCHAIN_ITEM = 'Claude Code-credentials';
const DEFAULT_FILE = '~/.claude/.credentials.json';

const credentialsWire = z.object({ claudeAiOauth: z.object({ accessToken: z.string().min(1) }) });

export interface ClaudeCredentialsOptions {
  /** As configured: absolute, or with a leading `~`. */
  readonly path: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** Where `~` leads; the user's home unless told. */
  readonly homeDir?: string;
  /** Reads a generic password of the login Keychain; null if there is none. */
  readonly readKeychain?: (item: string) => Promise<string | null>;
}

/**
 * The access token of Claude Code's own sign-in, read and never written: renewing it is Claude Code's business, and two
 * holders of one refresh token sign each other out.
 */
export function claudeCredentials(options: ClaudeCredentialsOptions): CredentialSource {
  const path = expandPath(options);
  const readKeychain = options.readKeychain ?? readLoginKeychain;
  return sourceOf(async () => {
    try {
      return readToken(await readFile(path, 'utf8'));
    } catch (error) {
      if (!isMissing(error)) return err({ code: 'credentials-file-unreadable' });
    }
    const secret = options.platform === 'darwin' ? await readKeychain(KEYCHAIN_ITEM) : null;
    return secret === null ? err({ code: 'credentials-file-missing' }) : readToken(secret);
  });
}

/** The default file follows `CLAUDE_CONFIG_DIR`, as Claude Code's own does; any other path is taken as written. */
function expandPath({ path, environment, homeDir = homedir() }: ClaudeCredentialsOptions): string {
  const configDir = environment['CLAUDE_CONFIG_DIR'];
  if (path === DEFAULT_FILE && configDir !== undefined && configDir !== '') return join(configDir, '.credentials.json');
  if (path === '~' || path.startsWith('~/') || path.startsWith('~\\')) return join(homeDir, path.slice(1));
  return isAbsolute(path) ? path : resolve(homeDir, path);
}

function readToken(text: string): TokenRead {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return err({ code: 'credentials-file-unreadable' });
  }
  const read = credentialsWire.safeParse(value);
  return read.success ? ok(read.data.claudeAiOauth.accessToken) : err({ code: 'credentials-file-without-token' });
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function readLoginKeychain(item: string): Promise<string | null> {
  return new Promise((done) => {
    execFile('/usr/bin/security', ['find-generic-password', '-s', item, '-w'], { timeout: 10_000 }, (error, stdout) =>
      done(error === null ? stdout.trim() : null),
    );
  });
}
