import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import type { SignInReason } from '../../../../shared/model/connection.ts';
import type { TerminalAccount } from '../../../../shared/model/happy-account.ts';
import { HAPPY_SERVER_URL } from '../../../../shared/model/settings.ts';
import { err, ok, type Result } from '../../../../shared/result.ts';
import { readBase64 } from '../crypto/base64.ts';
import { KEY_BYTES } from '../crypto/key-tree.ts';

/** `access.key` is the terminal's own, `agent.key` that of its remote control. Either may hold the account's secret. */
const KEY_FILES = ['access.key', 'agent.key'];

// Newer pairings leave `{encryption: {publicKey, machineKey}, token}` instead: enough to write, not to read.
const keyFile = z.object({ secret: z.string() });
const settingsFile = z.object({ serverUrl: z.string().min(1) });

type Reason = Extract<SignInReason, `credentials-file-${string}`>;

/** The account's secret from the folder of the `happy` command. Reads, and never writes. */
export async function readTerminalSecret(happyHome: string): Promise<Result<Buffer, { readonly code: Reason }>> {
  let worst: Reason = 'credentials-file-missing';
  for (const name of KEY_FILES) {
    const read = await readKeyFile(join(happyHome, name));
    if (read.ok) return read;
    if (read.error.code !== 'credentials-file-missing') worst = read.error.code;
  }
  return err({ code: worst });
}

/** Whether the `happy` command is paired on this computer, and whether that is enough to join its account. */
export async function lookAtTerminal(place: HappyPlace): Promise<TerminalAccount> {
  const happyHome = happyHomeOf(place);
  const secret = await readTerminalSecret(happyHome);
  if (!secret.ok && secret.error.code !== 'credentials-file-without-token') return { tag: 'none' };
  const serverUrl = await terminalServerUrl(happyHome, place.environment);
  return { tag: secret.ok ? 'readable' : 'not-enough', happyHome, serverUrl };
}

export interface HappyPlace {
  readonly homeDir: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

function happyHomeOf({ homeDir, environment }: HappyPlace): string {
  const given = environment['HAPPY_HOME_DIR'];
  return given === undefined || given === '' ? join(homeDir, '.happy') : expandHappyHome(given, homeDir);
}

/** `~/` is the person's own folder. */
export function expandHappyHome(path: string, homeDir: string): string {
  return resolve(
    homeDir,
    path.replace(/^~(?=[/\\]|$)/, () => homeDir),
  );
}

/** The command's own order: environment, settings file, the public server. */
async function terminalServerUrl(happyHome: string, environment: HappyPlace['environment']): Promise<string> {
  const given = environment['HAPPY_SERVER_URL'];
  if (given !== undefined && given !== '') return given;
  const settings = settingsFile.safeParse(await readJsonFile(join(happyHome, 'settings.json')).catch(() => undefined));
  return settings.success ? settings.data.serverUrl : HAPPY_SERVER_URL;
}

async function readKeyFile(path: string): Promise<Result<Buffer, { readonly code: Reason }>> {
  let content: unknown;
  try {
    content = await readJsonFile(path);
  } catch (error) {
    return err({ code: isMissing(error) ? 'credentials-file-missing' : 'credentials-file-unreadable' });
  }
  const read = keyFile.safeParse(content);
  if (!read.success) return err({ code: 'credentials-file-without-token' });
  const secret = readBase64(read.data.secret);
  if (!secret.ok || secret.value.length !== KEY_BYTES) return err({ code: 'credentials-file-unreadable' });
  return ok(secret.value);
}

async function readJsonFile(path: string): Promise<unknown> {
  return JSON.parse(await readFile(path, 'utf8'));
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
