import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AppView } from '../../shared/model/app-view.ts';
import type { CcrSession } from './ccr-service/index.ts';
import { createOutbox } from '../../main/storage/outbox.ts';
import { recordingLog } from './recording-log.ts';

/** What the three books say of the answers that were given, held against each other. */
export interface Balance {
  /** Decided, not applied at the far side, and not shown as on its way, unconfirmed, expired, refused or withdrawn. */
  readonly lost: readonly string[];
  /** Ids for which two different texts reached the far side. */
  readonly conflicting: readonly string[];
  /** Receipts of the very same text again. */
  readonly repeats: number;
  readonly applied: number;
  /** Records still on the disk. */
  readonly onDisk: number;
}

/**
 * Nothing lost: each decided ask was applied once at the far side, or is visibly not so, and is then still on the disk.
 *
 * @param decided  request ids whose decision was reported as taken
 */
export async function balance(options: {
  readonly sessions: readonly CcrSession[];
  readonly decided: ReadonlySet<string>;
  readonly view: AppView;
  readonly profileDir: string;
}): Promise<Balance> {
  const texts = new Map<string, Set<string>>();
  const applied = new Map<string, number>();
  let repeats = 0;
  for (const answer of options.sessions.flatMap((session) => session.answers)) {
    const known = texts.get(answer.requestId) ?? new Set();
    if (known.has(answer.text)) repeats++;
    texts.set(answer.requestId, known.add(answer.text));
    if (answer.fate === 'accepted') applied.set(answer.requestId, (applied.get(answer.requestId) ?? 0) + 1);
  }
  const records = await recordsOnDisk(options.profileDir);
  const open = new Set<string>(options.view.inbox.map(({ requestId }) => requestId));
  const visible = new Set(
    options.view.receipts
      .filter(({ state }) => state !== 'confirmed')
      .map(({ key }) => decodeURIComponent(key.split('/')[2] ?? '')),
  );
  const withdrawn = new Set<string>(); // what nobody waits for any more needs no answer
  for (const session of options.sessions)
    for (const { payloadText } of session.log.after(0)) {
      const id = /"type":"control_cancel_request".*?"request_id":"([^"]+)"/.exec(payloadText)?.[1];
      if (id !== undefined) withdrawn.add(id);
    }
  return {
    lost: [...options.decided].filter(
      (id) => !applied.has(id) && !withdrawn.has(id) && !open.has(id) && !(visible.has(id) && records.has(id)),
    ),
    conflicting: [...texts].filter(([, different]) => different.size > 1).map(([id]) => id),
    repeats,
    applied: applied.size,
    onDisk: records.size,
  };
}

/** Reads the file as a new start would, without touching it. */
async function recordsOnDisk(profileDir: string): Promise<ReadonlySet<string>> {
  const path = join(profileDir, 'outbox');
  if ((await readFile(path).catch(() => null)) === null) return new Set();
  const dir = await mkdtemp(join(tmpdir(), 'gatehouse-ledger-'));
  await copyFile(path, join(dir, 'outbox'));
  const outbox = createOutbox({ path: join(dir, 'outbox'), log: recordingLog() });
  const { records } = await outbox.open();
  await outbox.close();
  await rm(dir, { recursive: true });
  return new Set(records.map(({ request }) => request.requestId));
}
