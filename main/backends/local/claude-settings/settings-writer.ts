import { rmSync } from 'node:fs';
import { chmod, mkdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { err, ok, type Result } from '../../../../shared/result.ts';
import type { ApplyError, HookChange } from '../../../ports/claude-code.ts';
import type { LocalHost } from '../host.ts';
import { curlFileText, CURL_FILE } from './command-hook.ts';
import { connectText, disconnectText, type Undo } from './connect-text.ts';
import { hashOf, newToken, type ConnectedFile, type GatewayRecordFile } from './gateway-record.ts';
import { HOOK_PATH, hooksFor, TOKEN_HEADER, type HookAddress } from './hook-list.ts';
import { removeLeftOvers, replaceFile } from './replace-file.ts';
import { codeOf, isUnchanged, readSettingsFile, type SettingsFile } from './settings-file.ts';
import { withWriteLock } from './write-lock.ts';

/** What a change makes of the file that was read. */
interface Change {
  /** Null = the file goes. */
  readonly after: string | null;
  readonly undo: Undo | null;
}

/** `rest`: out of the file until somebody listens again. */
export type FileChange = HookChange | 'rest';

const OWNER_ONLY = 0o600;
const WRITE_TRIES = 20;

/** Writes our hooks into Claude Code's settings file, and takes them out. */
export class SettingsWriter {
  readonly #host: LocalHost;
  readonly #record: GatewayRecordFile;

  constructor(host: LocalHost, record: GatewayRecordFile) {
    this.#host = host;
    this.#record = record;
  }

  get curlFilePath(): string {
    return join(this.#host.profileDir, CURL_FILE);
  }

  /** Every port at which our gateway is known to have listened. */
  portsWith(port: number): ReadonlySet<number> {
    const known = this.#record.read()?.port;
    return new Set(known === undefined ? [port] : [port, known]);
  }

  plan(
    path: string,
    file: SettingsFile,
    change: FileChange,
    address: HookAddress,
  ): Result<Change, { readonly detail: string }> {
    const undo = this.#record.read()?.connected[path]?.undo ?? null;
    const ports = this.portsWith(address.port);
    if (change === 'connect') return connectText(file.text, hooksFor(address), undo, ports);
    if (file.text === null) return ok({ after: null, undo: null });
    const without = disconnectText(file.text, undo, ports);
    if (!without.ok) return without;
    return ok({ after: without.value.fileIsOurs ? null : without.value.text, undo: null });
  }

  /** @param beforeHash  of the file that the person saw; null = whatever it is now, for a repair */
  async write(
    path: string,
    change: FileChange,
    address: Omit<HookAddress, 'token'>,
    beforeHash: string | null,
  ): Promise<Result<null, ApplyError>> {
    try {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const written = await withWriteLock(`${path}.gatehouse-lock`, this.#host.clock, async () => {
        for (let tried = 1; ; tried++) {
          const result = await this.#write(path, change, address, beforeHash);
          // Somebody wrote at the same moment. What a person has seen is not written over something else.
          const isWorthAnother = !result.ok && result.error.code === 'changed' && beforeHash === null;
          if (!isWorthAnother || tried >= WRITE_TRIES) return result;
        }
      });
      return written ?? err({ code: 'not-written', detail: 'another Gatehouse is writing' });
    } catch (cause) {
      return err({ code: 'not-written', detail: codeOf(cause) });
    }
  }

  async #write(
    path: string,
    change: FileChange,
    address: Omit<HookAddress, 'token'>,
    beforeHash: string | null,
  ): Promise<Result<null, ApplyError>> {
    const read = await readSettingsFile(path);
    if (!read.ok) return err({ code: 'unreadable', detail: read.error.detail });
    const file = read.value;
    await removeLeftOvers(file.realPath);
    if (beforeHash !== null && file.hash !== beforeHash) return err({ code: 'changed', detail: path });
    const token = (await this.tokenIn(file.text)) ?? newToken();
    const planned = this.plan(path, file, change, { ...address, token });
    if (!planned.ok) return err({ code: 'unreadable', detail: planned.error.detail });
    const { after, undo } = planned.value;

    const record = this.#record.read();
    const before: ConnectedFile | undefined = record?.connected[path];
    const mode = before === undefined ? file.mode : before.mode;
    const connected = { ...record?.connected };
    if (undo === null) delete connected[path];
    else connected[path] = { undo, mode };
    const others = (record?.resting ?? []).filter((other) => other !== path);
    const resting = change === 'rest' ? [...others, path] : others;
    const next = { version: 1 as const, tokenHash: hashOf(token), port: address.port, connected, resting };

    // The record goes first when connecting: a token that works is never in a file that we cannot undo.
    if (undo !== null) {
      await this.#record.write(next);
      if (address.style === 'command') await this.#writeCurlFile(address, token);
      if (file.text !== null) await this.#backUp(path, file.text);
    }
    const holdsToken = undo !== null && address.style === 'http';
    const isDone = await this.#replace(path, file, after, holdsToken ? OWNER_ONLY : (mode ?? OWNER_ONLY));
    if (!isDone) {
      if (record !== null && undo !== null) await this.#record.write(record);
      return err({ code: 'changed', detail: path });
    }
    if (undo === null) {
      if (record !== null) await this.#record.write({ ...next, tokenHash: record.tokenHash });
      await rm(backupPath(path), { force: true });
      if (Object.keys(connected).length === 0) await rm(this.curlFilePath, { force: true });
    } else if (address.style === 'http') await rm(this.curlFilePath, { force: true });
    return ok(null);
  }

  /** @returns false if somebody else wrote in between */
  async #replace(path: string, file: SettingsFile, after: string | null, mode: number): Promise<boolean> {
    if (after === file.text) {
      if (file.text !== null && this.#host.platform !== 'win32' && file.mode !== mode) await chmod(file.realPath, mode);
      return true;
    }
    if (after === null) {
      if (!isUnchanged(file)) return false;
      rmSync(file.realPath, { force: true });
      return true;
    }
    const owner = file.owner === null ? {} : { owner: file.owner };
    return replaceFile({ path: file.realPath, bytes: after, mode, ...owner, isStillWanted: () => isUnchanged(file) });
  }

  /** Our token as Claude Code has it: it is kept as long as it fits, for sessions that run go on using it. */
  async tokenIn(text: string | null): Promise<string | null> {
    const curlFile = await readFile(this.curlFilePath, 'utf8').catch(() => '');
    for (const [, token] of `${text ?? ''}\n${curlFile}`.matchAll(TOKEN)) {
      if (token !== undefined && this.#record.checkToken(token)) return token;
    }
    return null;
  }

  async #backUp(path: string, text: string): Promise<void> {
    await replaceFile({ path: backupPath(path), bytes: text, mode: OWNER_ONLY });
  }

  async #writeCurlFile({ port }: Omit<HookAddress, 'token'>, token: string): Promise<void> {
    const url = `http://127.0.0.1:${port}${HOOK_PATH}`;
    const bytes = curlFileText({ url, header: TOKEN_HEADER, token });
    await replaceFile({ path: this.curlFilePath, bytes, mode: OWNER_ONLY, makeFolder: true });
  }
}

/** In Claude Code's settings, or in our curl file. */
const TOKEN = new RegExp(`${TOKEN_HEADER}(?:"\\s*:\\s*"|: )([\\w-]{20,200})"`, 'g');
const backupPath = (path: string) => `${path}.gatehouse-backup`;
