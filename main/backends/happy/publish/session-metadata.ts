import * as z from 'zod';
import { readJson } from '../../../claude/frame.ts';
import type { SharedFacts } from '../../../ports/sharing.ts';
import { editJson } from '../wire/edit-json.ts';

/** This computer, as sessions published from here name it. */
export interface PublishingHost {
  readonly machineId: string;
  readonly host: string;
  readonly homeDir: string;
  /** `process.platform` */
  readonly platform: string;
  readonly processId: number;
  /** Of Gatehouse. */
  readonly version: string;
}

/** What the session says of its life. */
export interface Lifecycle {
  readonly state: 'running' | 'archived';
  readonly sinceMs: number;
}

export interface MetadataParts {
  readonly facts: SharedFacts;
  /** What was written last in this run: a title or mode that did not change since is left as another device put it. */
  readonly written: SharedFacts | null;
  readonly host: PublishingHost;
  readonly life: Lifecycle;
  readonly nowMs: number;
}

/** Apps look at the number to know what a session understands: changed input and answers since 1.2. */
const SPOKEN_VERSION = '1.2.5';
const ARCHIVED_BY = 'gatehouse';

/**
 * The metadata as it should be, made from what is there. Members of others stay.
 *
 * @param current  JSON text of an object; null = nothing yet
 */
export function wantedMetadata(current: string | null, parts: MetadataParts): string {
  const { facts, written, host, life, nowMs } = parts;
  const before = readBefore(current);
  const titleIsNew = written === null ? before.summary?.text !== facts.title : written.title !== facts.title;
  const modeIsNew = written?.permissionMode !== facts.permissionMode && facts.permissionMode !== undefined;
  const isArchived = life.state === 'archived';
  const members: Readonly<Record<string, unknown>> = {
    path: facts.cwd,
    host: host.host,
    homeDir: host.homeDir,
    happyHomeDir: '',
    happyLibDir: '',
    happyToolsDir: '',
    version: `${SPOKEN_VERSION}-gatehouse.${host.version}`,
    os: host.platform,
    machineId: host.machineId,
    hostPid: host.processId,
    flavor: facts.agent,
    startedBy: 'terminal',
    startedFromDaemon: false,
    sandbox: null,
    dangerouslySkipPermissions: facts.permissionMode === 'bypassPermissions',
    lifecycleState: life.state,
    lifecycleStateSince: life.sinceMs,
    archivedBy: isArchived ? ARCHIVED_BY : undefined,
    archiveReason: isArchived ? 'Session ended' : undefined,
    ...(titleIsNew && { summary: { text: facts.title, updatedAt: nowMs } }),
    ...(modeIsNew && { permissionMode: facts.permissionMode }),
  };
  const edits = Object.entries(members).map(([key, value]) => ({
    path: [key] as const,
    raw: value === undefined ? null : JSON.stringify(value),
  }));
  const edited = editJson(current ?? 'null', edits);
  if (!edited.ok) throw new Error('not the text of an object');
  return edited.value;
}

/** Another device put the session away. */
export function isPutAway(metadata: string | null): boolean {
  const { lifecycleState, archivedBy } = readBefore(metadata);
  return lifecycleState === 'archiveRequested' || (lifecycleState === 'archived' && archivedBy !== ARCHIVED_BY);
}

const text = z.string().optional().catch(undefined);
const beforeWire = z
  .object({
    summary: z.object({ text }).optional().catch(undefined),
    lifecycleState: text,
    archivedBy: text,
  })
  .catch({});

function readBefore(current: string | null): z.infer<typeof beforeWire> {
  const read = current === null ? null : readJson(current);
  return beforeWire.parse(read?.ok === true ? read.value : {});
}
