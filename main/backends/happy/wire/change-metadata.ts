import type { Result } from '../../../../shared/result.ts';
import { editJson, type JsonEdit } from './edit-json.ts';

/** What a device may change of a session's metadata. All that is not named stays as its program wrote it. */
export type MetadataChange =
  | { readonly tag: 'rename'; readonly title: string; readonly atMs: number }
  /** Null = back to what the agent's program starts with. */
  | { readonly tag: 'permission-mode'; readonly mode: string | null }
  | { readonly tag: 'model'; readonly model: string | null }
  /** A program that still runs takes it as the order to end. */
  | { readonly tag: 'archive'; readonly atMs: number; readonly by: string; readonly reason: string };

/** @param plaintext  the metadata as it was decrypted */
export function changeMetadata(
  plaintext: string,
  change: MetadataChange,
): Result<string, { readonly code: 'malformed' }> {
  return editJson(plaintext, editsOf(change));
}

function editsOf(change: MetadataChange): readonly JsonEdit[] {
  const set = (path: JsonEdit['path'], value: string | number | null): JsonEdit => ({
    path,
    raw: JSON.stringify(value),
  });
  switch (change.tag) {
    case 'rename':
      return [set(['summary', 'text'], change.title), set(['summary', 'updatedAt'], change.atMs)];
    case 'permission-mode':
      return [set(['permissionMode'], change.mode)];
    case 'model':
      return [set(['modelMode'], change.model)];
    case 'archive':
      return [
        set(['lifecycleState'], 'archived'),
        set(['lifecycleStateSince'], change.atMs),
        set(['archivedBy'], change.by),
        set(['archiveReason'], change.reason),
      ];
  }
}
