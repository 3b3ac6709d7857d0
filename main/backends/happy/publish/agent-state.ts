import * as z from 'zod';
import { cutMembers } from '../../../../shared/raw-json.ts';
import { KIB } from '../../../../shared/units.ts';
import { readJson } from '../../../claude/frame.ts';
import { editJson } from '../wire/edit-json.ts';
import { cutJson } from './cut-json.ts';

/** What stands in `agentState.requests`, by wire id. */
export interface OpenEntry {
  readonly tool: string;
  /** JSON text, where it was not cut just as the agent wrote it. */
  readonly argumentsJson: string;
  readonly createdAtMs: number;
  readonly toolUseId?: string;
}

/** What stands in `agentState.completedRequests`. */
export interface EndedEntry extends OpenEntry {
  readonly completedAtMs: number;
  readonly status: 'approved' | 'denied' | 'canceled';
  readonly reason?: string;
  readonly mode?: string;
  readonly allowTools?: readonly string[];
}

/** What this side wants the state to say. Everything else in it is left alone. */
export interface WantedState {
  readonly controlledByUser: boolean;
  /** Null until it is known what is open: what an earlier run left there stays. */
  readonly open: ReadonlyMap<string, OpenEntry> | null;
  readonly ended: ReadonlyMap<string, EndedEntry>;
  /** How much of what is over is kept: nothing once the whole did not get through. */
  readonly maxEndedBytes: number;
  readonly nowMs: number;
  /** Why an ask of an earlier run is over, for a person to read. */
  readonly orphanReason: string;
}

export const MAX_ENDED_BYTES = 100 * KIB;
export const MAX_ENDED = 50;
/** What was decided can be read in the transcript as well. */
const MAX_ENDED_ARGUMENTS_BYTES = 2 * KIB;

/**
 * The state as it should be, made from the state as it is: the same when made again from its own result.
 *
 * @param current  JSON text of an object, as the service has it; null = nothing yet
 */
export function wantedState(current: string | null, wanted: WantedState): string {
  const before = openIn(current);
  const completed = new Map(current === null ? [] : cutMembers(current, ['completedRequests']));
  const open = wanted.open === null ? before : new Map([...wanted.open].map(([id, entry]) => [id, openText(entry)]));
  for (const [id, entry] of before)
    if (!open.has(id) && !wanted.ended.has(id)) completed.set(id, orphanText(entry, wanted));
  for (const [id, entry] of wanted.ended) completed.set(id, endedText(entry));
  // Readers give completed ones precedence: an id that is open must not stand there as well.
  for (const id of open.keys()) completed.delete(id);
  const edited = editJson(current ?? 'null', [
    { path: ['controlledByUser'], raw: String(wanted.controlledByUser) },
    { path: ['requests'], raw: objectText(open) },
    { path: ['completedRequests'], raw: objectText(pruned(completed, wanted.maxEndedBytes)) },
  ]);
  if (!edited.ok) throw new Error('not the text of an object');
  return edited.value;
}

/** Of an ask that is over not much of its input is kept. */
export function endedArguments(argumentsJson: string): string {
  const read = readJson(argumentsJson);
  const cut = cutJson(read.ok ? read.value : {}, MAX_ENDED_ARGUMENTS_BYTES, '(cut)');
  return cut.isWhole && read.ok ? argumentsJson : JSON.stringify(cut.value);
}

/** Open asks as they stand in the state, as JSON text by wire id. */
export function openIn(state: string | null): ReadonlyMap<string, string> {
  return new Map(state === null ? [] : cutMembers(state, ['requests']));
}

/** Ids that the state has used, open and over. */
export function idsIn(state: string | null): readonly string[] {
  return state === null ? [] : [...openIn(state).keys(), ...(cutMembers(state, ['completedRequests'])?.keys() ?? [])];
}

export function openText(entry: OpenEntry): string {
  const { tool, argumentsJson, createdAtMs, toolUseId } = entry;
  return memberText({ tool, createdAt: createdAtMs, toolUseId }, argumentsJson);
}

function endedText(entry: EndedEntry): string {
  const { tool, argumentsJson, createdAtMs, toolUseId, completedAtMs, status, reason, mode, allowTools } = entry;
  const decision = status === 'canceled' ? undefined : status;
  const facts = { tool, createdAt: createdAtMs, toolUseId, completedAt: completedAtMs, status, decision, reason, mode };
  // Apps read one name or the other.
  return memberText({ ...facts, allowTools, allowedTools: allowTools }, argumentsJson);
}

/** An ask of an earlier run that nobody waits for any more. */
function orphanText(entry: string, { nowMs, orphanReason }: WantedState): string {
  const given = cutMembers(entry, [])?.get('arguments') ?? '{}';
  const edited = editJson(entry, [
    { path: ['arguments'], raw: endedArguments(given) },
    { path: ['completedAt'], raw: String(nowMs) },
    { path: ['status'], raw: '"canceled"' },
    { path: ['reason'], raw: JSON.stringify(orphanReason) },
  ]);
  return edited.ok ? edited.value : '{}';
}

/** The newest ones that fit, oldest first. */
function pruned(completed: ReadonlyMap<string, string>, maxBytes: number): ReadonlyMap<string, string> {
  const newest = [...completed]
    .map(([id, text]) => ({ id, text, atMs: completedAt(text) }))
    // By their ids where the times are equal, or the order would change with each look at it.
    .toSorted((one, other) => other.atMs - one.atMs || (one.id < other.id ? 1 : -1));
  const kept: [string, string][] = [];
  let bytes = 0;
  for (const { id, text } of newest.slice(0, MAX_ENDED)) {
    bytes += Buffer.byteLength(text) + id.length;
    if (bytes > maxBytes) break;
    kept.push([id, text]);
  }
  return new Map(kept.toReversed());
}

const endedAt = z.object({ completedAt: z.number() });

function completedAt(text: string): number {
  const read = readJson(text);
  const wire = endedAt.safeParse(read.ok ? read.value : null);
  return wire.success ? wire.data.completedAt : 0;
}

function memberText(facts: Readonly<Record<string, unknown>>, argumentsJson: string): string {
  const members = Object.entries(facts).flatMap(([key, value]) =>
    value === undefined ? [] : [`${JSON.stringify(key)}:${JSON.stringify(value)}`],
  );
  return `{"arguments":${argumentsJson},${members.join(',')}}`;
}

function objectText(members: ReadonlyMap<string, string>): string {
  return `{${[...members].map(([key, text]) => `${JSON.stringify(key)}:${text}`).join(',')}}`;
}
