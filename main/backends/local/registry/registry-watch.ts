import { SECOND_MS } from '../../../../shared/units.ts';
import type { Clock } from '../../../ports/clock.ts';
import { FolderBell } from '../folder-bell.ts';
import type { ProcessCheck } from './process-check.ts';
import { entriesOfAgents } from './agent-entries.ts';
import type { AgentRow } from './agents.ts';
import { registryChange, type RegistryChange } from './registry-change.ts';
import type { RegistryEntry } from './registry-entry.ts';
import { SessionsFolder } from './sessions-folder.ts';

/** One write of an entry makes several system events; this gathers them. */
const GATHER_MS = 15;
const RETRY_MS = 30;
/** Also how soon the end of a killed process is noticed, which leaves no trace in the folder. */
const LOOK_WITH_SESSIONS_MS = 2 * SECOND_MS;
const LOOK_WITHOUT_MS = 10 * SECOND_MS;

/** Follows the sessions that Claude Code itself lists in `<configDir>/sessions`. */
export class RegistryWatch {
  readonly #folder: SessionsFolder;
  readonly #bell: FolderBell;
  readonly #clock: Clock;
  readonly #check: ProcessCheck;
  readonly #agents: (() => Promise<readonly AgentRow[] | null>) | null;
  readonly #onEntries: (entries: readonly RegistryEntry[], change: RegistryChange) => void;
  #entries: readonly RegistryEntry[] = [];
  #timer: { readonly dueAtMs: number; readonly cancel: () => void } | null = null;
  #looking: Promise<void> | null = null;
  #lookAgain = false;
  #stopped = false;

  constructor(parts: {
    readonly configDir: string;
    readonly clock: Clock;
    readonly check: ProcessCheck;
    /** Asked instead, and only then, where the folder is there but may not be read. It costs a process each time. */
    readonly agents?: () => Promise<readonly AgentRow[] | null>;
    /** The full set of living entries, after each change of any of them. */
    readonly onEntries: (entries: readonly RegistryEntry[], change: RegistryChange) => void;
  }) {
    this.#folder = new SessionsFolder(parts.configDir);
    this.#clock = parts.clock;
    this.#check = parts.check;
    this.#agents = parts.agents ?? null;
    this.#onEntries = parts.onEntries;
    this.#bell = new FolderBell({ dir: this.#folder.dir, above: parts.configDir, ring: () => this.#lookIn(GATHER_MS) });
  }

  get entries(): readonly RegistryEntry[] {
    return this.#entries;
  }

  start(): void {
    this.#lookIn(0);
  }

  /** Looks now. Resolves when what is there now was told. */
  async refresh(): Promise<void> {
    if (this.#stopped) return;
    if (this.#looking !== null) {
      this.#lookAgain = true;
      return this.#looking;
    }
    this.#timer?.cancel();
    this.#timer = null;
    this.#looking = this.#lookUntilQuiet();
    await this.#looking;
  }

  stop(): void {
    this.#stopped = true;
    this.#timer?.cancel();
    this.#timer = null;
    this.#bell.stop();
  }

  #lookIn(delayMs: number): void {
    if (this.#stopped) return;
    if (this.#looking !== null && delayMs === GATHER_MS) {
      this.#lookAgain = true;
      return;
    }
    const dueAtMs = this.#clock.monotonicMs() + delayMs;
    if (this.#timer !== null && this.#timer.dueAtMs <= dueAtMs) return;
    this.#timer?.cancel();
    this.#timer = {
      dueAtMs,
      cancel: this.#clock.schedule(delayMs, () => {
        this.#timer = null;
        void this.refresh();
      }),
    };
  }

  /** Never rejects: what cannot be read counts as not there. */
  async #lookUntilQuiet(): Promise<void> {
    let incomplete = false;
    do {
      this.#lookAgain = false;
      await this.#bell.hang();
      incomplete = await this.#look();
    } while (this.#lookAgain && !this.#stopped);
    this.#looking = null;
    if (incomplete) this.#lookIn(RETRY_MS);
    else this.#lookIn(this.#entries.length > 0 ? LOOK_WITH_SESSIONS_MS : LOOK_WITHOUT_MS);
  }

  async #look(): Promise<boolean> {
    const { entries: listed, folder, incomplete } = await this.#folder.read(this.#clock.nowMs());
    const entries = folder === 'unreadable' ? await this.#askAgents() : listed;
    const alive = await Promise.all(entries.map((entry) => this.#check.isAlive(entry)));
    if (this.#stopped) return false;
    const living = entries.filter((_, index) => alive[index]);
    const change = registryChange(this.#entries, living);
    this.#entries = living;
    if (change !== null) this.#onEntries(living, change);
    return incomplete;
  }

  async #askAgents(): Promise<readonly RegistryEntry[]> {
    return entriesOfAgents((await this.#agents?.()) ?? []);
  }
}
