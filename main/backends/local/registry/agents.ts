import { execFile } from 'node:child_process';
import * as z from 'zod';
import { MIB, SECOND_MS } from '../../../../shared/units.ts';
import { readJson } from '../../../claude/frame.ts';
import { present } from '../../../claude/present.ts';
import type { LocalHost } from '../host.ts';
import { environmentFor } from '../process/launch.ts';
import { spawnPlan } from '../process/spawn-plan.ts';

/** One line of `claude agents --json --all`. */
export interface AgentRow {
  /** Absent once a background session has ended. */
  readonly pid?: number;
  /** Id of a background session, for `claude attach`. */
  readonly id?: string;
  readonly sessionId: string;
  readonly cwd: string;
  readonly kind: string;
  readonly name?: string;
  readonly status?: string;
  readonly waitingFor?: string;
  /** Background sessions only: `working`, `blocked`, `done`, `stopped`, `failed`. */
  readonly state?: string;
  readonly startedAtMs?: number;
}

const text = z.string().max(4_096).optional().catch(undefined);
const rowWire = z.object({
  pid: z.int().positive().optional().catch(undefined),
  id: text,
  sessionId: z.string().min(1).max(128),
  cwd: z.string().min(1).max(32_768),
  kind: z.string().max(100),
  name: text,
  status: text,
  waitingFor: text,
  state: text,
  startedAt: z.number().optional().catch(undefined),
});

const LIMIT_MS = 5 * SECOND_MS;
const KEEP_MS = 30 * SECOND_MS;
const MAX_ROWS = 500;

/** Asks the program itself for its sessions: a documented way, but a process of 0.2 s each time. */
export class AgentsList {
  readonly #program: () => string | null;
  readonly #host: Pick<LocalHost, 'platform' | 'environment' | 'clock'>;
  readonly #configDir: string | undefined;
  #last: { readonly atMs: number; readonly rows: readonly AgentRow[] | null } | null = null;
  #asking: Promise<readonly AgentRow[] | null> | null = null;

  constructor(parts: {
    readonly host: Pick<LocalHost, 'platform' | 'environment' | 'clock'>;
    /** Path of the program now; null while there is none. */
    readonly program: () => string | null;
    /** Where it keeps its files, if not in the usual place. */
    readonly configDir?: string;
  }) {
    this.#host = parts.host;
    this.#program = parts.program;
    this.#configDir = parts.configDir;
  }

  /**
   * @param how  `recent`: an answer of the last half minute will do; `now`: ask again
   * @returns    null if the program is not there, took too long, or said something else
   */
  list(how: 'recent' | 'now'): Promise<readonly AgentRow[] | null> {
    if (this.#asking !== null) return this.#asking;
    const last = this.#last;
    if (how === 'recent' && last !== null && this.#host.clock.monotonicMs() - last.atMs < KEEP_MS) {
      return Promise.resolve(last.rows);
    }
    const program = this.#program();
    if (program === null) return Promise.resolve(null);
    this.#asking = this.#run(program).then((rows) => {
      this.#asking = null;
      this.#last = { atMs: this.#host.clock.monotonicMs(), rows };
      return rows;
    });
    return this.#asking;
  }

  #run(program: string): Promise<readonly AgentRow[] | null> {
    const plan = spawnPlan(program, ['agents', '--json', '--all'], this.#host);
    const options = {
      timeout: LIMIT_MS,
      killSignal: 'SIGKILL',
      maxBuffer: MIB,
      windowsHide: true,
      windowsVerbatimArguments: plan.isVerbatim,
      env: environmentFor(this.#host.environment, this.#configDir),
    } as const;
    return new Promise((resolve) => {
      try {
        const child = execFile(plan.program, plan.args, options, (error, stdout) => {
          resolve(error === null ? readAgentRows(stdout) : null);
        });
        child.stdin?.end();
      } catch {
        resolve(null); // a path that cannot be run at all
      }
    });
  }
}

/** Rows that cannot be read are left out; null if there is no list at all. */
export function readAgentRows(json: string): readonly AgentRow[] | null {
  const parsed = readJson(json);
  if (!parsed.ok || !Array.isArray(parsed.value)) return null;
  return parsed.value.slice(0, MAX_ROWS).flatMap((row: unknown): readonly AgentRow[] => {
    const read = rowWire.safeParse(row);
    if (!read.success) return [];
    const { startedAt: startedAtMs, ...rest } = read.data;
    return [present<AgentRow>({ ...NO_ROW, ...rest, startedAtMs })];
  });
}

const NO_ROW = {
  pid: undefined,
  id: undefined,
  name: undefined,
  status: undefined,
  waitingFor: undefined,
  state: undefined,
};
