import * as z from 'zod';
import { readJson } from '../../../claude/frame.ts';
import { present } from '../../../claude/present.ts';

/** One running program of Claude Code, by its own word in `sessions/<pid>.json`. */
export interface RegistryEntry {
  readonly pid: number;
  readonly sessionId: string;
  readonly cwd: string;
  /** Absent where it did not write one. `nameSource`: who chose it (`user`, `peer`, `derived`, `auto`). */
  readonly name?: string;
  readonly nameSource?: string;
  readonly kind: 'interactive' | 'background' | 'other';
  /** How it was started: `cli`, or `sdk-cli` for print mode and programs that drive it. */
  readonly entrypoint: string;
  readonly version: string;
  /** Null while it starts, and where a version does not tell. */
  readonly status: 'idle' | 'busy' | 'waiting' | null;
  /** What it waits for, in its own words, while `waiting`. */
  readonly waitingFor: string | null;
  readonly statusUpdatedAtMs: number | null;
  readonly startedAtMs: number | null;
  /** `session:@window.%pane` where it runs inside tmux. */
  readonly tmux: string | null;
  /** Id by which `claude attach` and `claude stop` know a background session. */
  readonly jobId: string | null;
  /** When the process itself began, in the system's own unit (Linux: clock ticks since boot). */
  readonly procStart: string | null;
  /** Which numbering of processes `pid` belongs to; ends in `pid:[...]` on Linux. */
  readonly pidDomain: string | null;
}

const text = z.string().max(4_096).nullish().catch(undefined);
const time = z.number().nonnegative().nullish().catch(undefined);

const entryWire = z.object({
  pid: z.int().positive(),
  sessionId: z
    .string()
    .max(128)
    .regex(/^[\w-]+$/u),
  cwd: z.string().min(1).max(32_768),
  name: text,
  nameSource: text,
  kind: text,
  entrypoint: text,
  version: text,
  status: z.enum(['idle', 'busy', 'waiting']).nullish().catch(undefined),
  waitingFor: text,
  statusUpdatedAt: time,
  startedAt: time,
  tmux: text,
  jobId: text,
  procStart: z
    .union([z.string(), z.number().transform(String)])
    .nullish()
    .catch(undefined),
  pidDomain: text,
});

/** Reads one file of the registry. Null: half written, or not what we know; the format is not documented. */
export function readRegistryEntry(json: string): RegistryEntry | null {
  const parsed = readJson(json);
  const read = parsed.ok ? entryWire.safeParse(parsed.value) : null;
  if (read?.success !== true) return null;
  const wire = read.data;
  return {
    pid: wire.pid,
    sessionId: wire.sessionId,
    cwd: wire.cwd,
    ...present<{ name?: string; nameSource?: string }>({
      name: wire.name?.trim() || undefined,
      nameSource: wire.nameSource ?? undefined,
    }),
    kind: kindOf(wire.kind),
    entrypoint: wire.entrypoint ?? '',
    version: wire.version ?? '',
    status: wire.status ?? null,
    waitingFor: wire.status === 'waiting' ? (wire.waitingFor ?? null) : null,
    statusUpdatedAtMs: wire.statusUpdatedAt ?? null,
    startedAtMs: wire.startedAt ?? null,
    tmux: wire.tmux ?? null,
    jobId: wire.jobId ?? null,
    procStart: wire.procStart ?? null,
    pidDomain: wire.pidDomain ?? null,
  };
}

/** The registry says `bg` where `claude agents` says `background`. */
function kindOf(kind: string | null | undefined): RegistryEntry['kind'] {
  if (kind === 'bg' || kind === 'background') return 'background';
  return kind === 'interactive' ? 'interactive' : 'other';
}

/** A session that wrote no entry: an older version, or one whose folder may not be read. */
export const NO_ENTRY: Omit<RegistryEntry, 'sessionId' | 'cwd'> = {
  pid: 0,
  kind: 'other',
  entrypoint: '',
  version: '',
  status: null,
  waitingFor: null,
  statusUpdatedAtMs: null,
  startedAtMs: null,
  tmux: null,
  jobId: null,
  procStart: null,
  pidDomain: null,
};
