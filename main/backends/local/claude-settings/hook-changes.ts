import type { SettingsChange } from '../../../../shared/model/claude-code.ts';
import { err, ok, type Result } from '../../../../shared/result.ts';
import type { ApplyError, ClaudeCode, HookChange } from '../../../ports/claude-code.ts';
import type { LocalHost } from '../host.ts';
import type { ClaudePlace } from './claude-place.ts';
import { findOnPath } from './find-program.ts';
import type { GatewayRecordFile } from './gateway-record.ts';
import { maskTokens } from './mask-tokens.ts';
import { ignoredAt } from './obstacles.ts';
import { readSettingsFile } from './settings-file.ts';
import type { SettingsWriter } from './settings-writer.ts';

export interface HookChangesParts {
  readonly host: LocalHost;
  readonly record: GatewayRecordFile;
  readonly writer: SettingsWriter;
  readonly place: ClaudePlace;
  /** The gateway's port; starts it if need be, at the first free port from this one on. Null = it cannot listen. */
  readonly ensureListening: (firstPort: number) => Promise<number | null>;
}

/** Puts our hooks into Claude Code's settings and takes them out: for a person, for a script, and while nobody listens. */
export class HookChanges {
  readonly #parts: HookChangesParts;

  constructor(parts: HookChangesParts) {
    this.#parts = parts;
  }

  async preview(change: HookChange): ReturnType<ClaudeCode['preview']> {
    const { place, writer } = this.#parts;
    const path = place.settingsPath;
    const file = await readSettingsFile(path);
    if (!file.ok) return err({ code: 'unreadable', detail: file.error.detail });
    const address = place.address(await place.findProgram());
    const token = (await writer.tokenIn(file.value.text)) ?? 'not-yet-made';
    const planned = writer.plan(path, file.value, change, { ...address, token });
    if (!planned.ok) return err({ code: 'unreadable', detail: planned.error.detail });
    const ignored = ignoredAt(planned.value.after);
    return ok<SettingsChange>({
      path,
      ...(ignored === null ? {} : { ignoredAt: ignoredAt(file.value.text) ?? ignored }),
      before: maskTokens(file.value.text ?? ''),
      after: maskTokens(planned.value.after ?? ''),
      beforeHash: file.value.hash,
    });
  }

  /** @param beforeHash  of the file that the person saw; null = nobody looked, whatever stands in it now is changed */
  async apply(change: HookChange, beforeHash: string | null): Promise<Result<null, ApplyError>> {
    const { place, writer, host, ensureListening } = this.#parts;
    const address = place.address(await place.findProgram());
    if (change === 'disconnect') return writer.write(place.settingsPath, change, address, beforeHash);
    const port = await ensureListening(place.settings.port);
    if (port === null) return err({ code: 'not-written', detail: 'no free port' });
    const curl = host.platform === 'win32' ? 'curl.exe' : 'curl';
    if (address.style === 'command' && (await findOnPath(curl, host)) === null) {
      return err({ code: 'not-written', detail: `${curl} was not found, which this version of Claude Code needs` });
    }
    return writer.write(place.settingsPath, change, { ...address, port }, beforeHash);
  }

  /** Only what we put in: a file that we are not connected to is left alone. */
  async takeOut(path: string, change: 'rest' | 'disconnect'): Promise<void> {
    const { place, writer, host, record } = this.#parts;
    if (record.read()?.connected[path] === undefined) return;
    const written = await writer.write(path, change, place.address({ tag: 'not-found' }), null);
    if (!written.ok) host.log.warn('hooks-not-taken-out', { code: written.error.code });
  }

  /** Hooks that were taken out only because nobody listened. */
  async putBack(): Promise<void> {
    const { place, writer, host, record } = this.#parts;
    const path = place.settingsPath;
    if (record.read()?.resting.includes(path) !== true) return;
    const woken = await writer.write(path, 'connect', place.address(await place.findProgram()), null);
    if (!woken.ok) host.log.warn('hooks-not-put-back', { code: woken.error.code });
  }
}
