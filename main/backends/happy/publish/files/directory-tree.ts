import { lstat } from 'node:fs/promises';
import * as path from 'node:path';
import { KIB } from '../../../../../shared/units.ts';
import { placeBelow } from './folder.ts';
import { refused, type FileAnswer } from './file-answer.ts';
import { entriesOf } from './list-directory.ts';

/** A project's folders hold more files than any phone shows. */
const MAX_NODES = 4_000;
/** What the service takes in one message is 1 MB, and encrypted text is a third longer than its bytes. */
const MAX_TREE_BYTES = 640 * KIB;
const MAX_DEPTH = 32;

interface Node {
  readonly name: string;
  readonly path: string;
  readonly type: 'file' | 'directory';
  readonly size?: number;
  readonly modified?: number;
  children?: readonly Node[];
}

/** `getDirectoryTree`: `{path, maxDepth}` → `{success, tree}`. Links are left out. */
export async function directoryTreeBelow(below: string, asked: string, maxDepth: number): Promise<FileAnswer> {
  if (maxDepth < 0) return refused({ wire: 'maxDepth must be non-negative' });
  const place = await placeBelow(below, asked);
  if (!place.ok) return refused(place.error);
  const facts = place.value.exists ? await lstat(place.value.realPath).catch(() => null) : null;
  if (facts === null) return refused('not-there');
  const { realPath } = place.value;
  const tree: Node = {
    name: path.basename(realPath),
    path: realPath,
    type: facts.isDirectory() ? 'directory' : 'file',
    size: facts.size,
    modified: Math.floor(facts.mtimeMs),
  };
  const isWhole = await grow(tree, Math.min(maxDepth, MAX_DEPTH));
  return { success: true, tree, ...(!isWhole && { truncated: true }) };
}

/** Level by level, so that what is left out is what lies deepest. @returns false if something was left out */
async function grow(root: Node, maxDepth: number): Promise<boolean> {
  let count = 1;
  let bytes = 0;
  let level: readonly Node[] = [root];
  for (let depth = 0; depth < maxDepth && level.length > 0; depth++) {
    const next: Node[] = [];
    for (const folder of level) {
      if (folder.type !== 'directory') continue;
      const entries = (await entriesOf(folder.path)) ?? [];
      const children = entries.flatMap(({ type, ...entry }): Node[] =>
        type === 'other' ? [] : [{ ...entry, path: path.join(folder.path, entry.name), type }],
      );
      bytes += Buffer.byteLength(JSON.stringify(children));
      if (count + children.length > MAX_NODES || bytes > MAX_TREE_BYTES) return false;
      count += children.length;
      folder.children = children;
      next.push(...children);
    }
    level = next;
  }
  return true;
}
