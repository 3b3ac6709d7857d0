import { dirname } from 'node:path';
import { realpath } from 'node:fs/promises';
import { SECOND_MS } from '../../../../shared/units.ts';
import type { Clock } from '../../../ports/clock.ts';
import { FolderBell } from '../folder-bell.ts';

const SETTLE_MS = 150;
/** The system does not tell of everything: network folders, too many watches, files behind a second link. */
const LOOK_EVERY_MS = 30 * SECOND_MS;

/** Tells, soon after, that something changed around the settings file, and now and then without being told. */
export class SettingsWatch {
  readonly #clock: Clock;
  readonly #onChange: () => void;
  #followed = '';
  #bells: FolderBell[] = [];
  #settling: (() => void) | null = null;
  #waiting: (() => void) | null = null;
  #isStopped = false;

  constructor(parts: { readonly clock: Clock; readonly onChange: () => void }) {
    this.#clock = parts.clock;
    this.#onChange = parts.onChange;
  }

  /** Called at every look: the folder may be new, or another one. */
  async follow(settingsPath: string): Promise<void> {
    const behind = await realpath(settingsPath).catch(() => settingsPath);
    const folders = [...new Set([dirname(settingsPath), dirname(behind)])];
    if (this.#isStopped) return;
    if (this.#followed !== folders.join('\n')) {
      this.#take();
      this.#followed = folders.join('\n');
      this.#bells = folders.map((dir) => new FolderBell({ dir, above: dirname(dir), ring: () => this.#ring() }));
    }
    await Promise.all(this.#bells.map((bell) => bell.hang()));
    if (this.#isStopped) return;
    this.#waiting?.();
    this.#waiting = this.#clock.schedule(LOOK_EVERY_MS, this.#onChange);
  }

  stop(): void {
    this.#isStopped = true;
    this.#settling?.();
    this.#waiting?.();
    this.#take();
  }

  #ring(): void {
    if (this.#isStopped) return;
    this.#settling?.();
    this.#settling = this.#clock.schedule(SETTLE_MS, this.#onChange);
  }

  #take(): void {
    for (const bell of this.#bells) bell.stop();
    this.#bells = [];
  }
}
