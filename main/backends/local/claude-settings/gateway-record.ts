import { createHash, randomBytes } from 'node:crypto';
import { statSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { tokenCheck } from '../gateway/token-check.ts';
import { undoSchema, type Undo } from './connect-text.ts';
import { replaceFile } from './replace-file.ts';
import type { LocalHost } from '../host.ts';

const recordSchema = z.strictObject({
  version: z.literal(1),
  /** Hex sha-256 of the token; the token itself stands only where Claude Code reads it. */
  tokenHash: z.string().regex(/^[0-9a-f]{64}$/),
  /** Where the gateway listened last. */
  port: z.int().min(1).max(65_535),
  /** By the path of Claude Code's settings file. */
  connected: z.record(z.string(), z.strictObject({ undo: undoSchema, mode: z.int().nullable() })),
  /** Settings files out of which the hooks were taken only because nobody listens. */
  resting: z.array(z.string()).default([]),
});
export type GatewayRecord = z.infer<typeof recordSchema>;
export interface ConnectedFile {
  readonly undo: Undo;
  /** Permission bits of the file before we tightened them; null where there was no file, or none are kept. */
  readonly mode: number | null;
}

/** 256 bits in letters that need no escaping in a header, and hold no `$`, which Claude Code would fill in. */
export const newToken = () => randomBytes(32).toString('base64url');
export const hashOf = (token: string) => createHash('sha256').update(token, 'utf8').digest('hex');

/** `gateway.json` in the profile: what Gatehouse keeps of its hooks. A broken one is set aside. */
export class GatewayRecordFile {
  readonly #path: string;
  readonly #host: LocalHost;
  #record: GatewayRecord | null = null;
  #check: (token: string) => boolean = () => false;
  #stamp = '';

  constructor(host: LocalHost) {
    this.#host = host;
    this.#path = join(host.profileDir, 'gateway.json');
  }

  /** As it stands on the disk now: a script of ours may have written it. */
  read(): GatewayRecord | null {
    const stamp = this.#stampNow();
    if (stamp === this.#stamp) return this.#record;
    this.#stamp = stamp;
    this.#record = stamp === '' ? null : this.#load();
    this.#check = this.#record === null ? () => false : tokenCheck(this.#record.tokenHash);
    return this.#record;
  }

  async write(record: GatewayRecord): Promise<void> {
    await replaceFile({
      path: this.#path,
      bytes: `${JSON.stringify(record, null, 2)}\n`,
      mode: 0o600,
      makeFolder: true,
    });
    this.read();
  }

  /** In a time that tells nothing about the right one. */
  checkToken(token: string): boolean {
    if (this.#stamp === '') this.read();
    if (this.#check(token)) return true;
    if (this.#stampNow() === this.#stamp) return false;
    this.read();
    return this.#check(token);
  }

  #load(): GatewayRecord | null {
    let text: string;
    try {
      text = readFileSync(this.#path, 'utf8');
    } catch (cause) {
      this.#host.log.warn('gateway-record-unreadable', { error: String(cause) });
      return null;
    }
    const read = recordSchema.safeParse(parsed(text));
    if (read.success) return read.data;
    const asidePath = `${this.#path}.broken-${this.#host.clock.nowMs()}`;
    try {
      renameSync(this.#path, asidePath);
      this.#stamp = '';
    } catch {
      // It will be written over; nothing in it can be used anyway.
    }
    this.#host.log.warn('gateway-record-set-aside', { path: asidePath });
    return null;
  }

  /** Changes with every write, ours being renames. Empty: there is no file. */
  #stampNow(): string {
    const found = statSync(this.#path, { throwIfNoEntry: false, bigint: true });
    return found === undefined ? '' : `${found.ino} ${found.mtimeNs} ${found.size}`;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
