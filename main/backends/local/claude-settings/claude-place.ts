import { join } from 'node:path';
import type { ClaudeProgram } from '../../../../shared/model/claude-code.ts';
import { GATEWAY_PORT, type LocalSettings } from '../../../../shared/model/settings.ts';
import { configDirOf } from '../config-dir.ts';
import type { LocalHost } from '../host.ts';
import { findProgram } from './find-program.ts';
import type { GatewayRecordFile } from './gateway-record.ts';
import type { HookAddress } from './hook-list.ts';
import { ProgramVersions } from './program-version.ts';
import type { SettingsWriter } from './settings-writer.ts';

type PlaceSettings = Pick<LocalSettings, 'configDir' | 'program' | 'port'>;

/** The folder, program and port of the connection in force. */
export class ClaudePlace {
  readonly #host: LocalHost;
  readonly #record: GatewayRecordFile;
  readonly #writer: SettingsWriter;
  readonly #versions: ProgramVersions;
  settings: PlaceSettings = { port: GATEWAY_PORT };
  /** Where the gateway listens now. */
  port: number | null = null;

  constructor(host: LocalHost, record: GatewayRecordFile, writer: SettingsWriter) {
    this.#host = host;
    this.#record = record;
    this.#writer = writer;
    this.#versions = new ProgramVersions(host);
  }

  get settingsPath(): string {
    return join(configDirOf(this.settings, this.#host), 'settings.json');
  }

  async findProgram(): Promise<ClaudeProgram> {
    const path = await findProgram(this.settings.program, this.#host);
    return path === null ? { tag: 'not-found' } : this.#versions.of(path);
  }

  /** Where hooks for this program lead, or would lead. */
  address(program: ClaudeProgram): Omit<HookAddress, 'token'> {
    return {
      style: program.tag === 'found' ? program.hookStyle : 'http',
      port: this.port ?? this.#record.read()?.port ?? this.settings.port,
      curlFilePath: this.#writer.curlFilePath,
      platform: this.#host.platform,
    };
  }
}
