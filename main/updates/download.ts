import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rm, stat } from 'node:fs/promises';
import type { UpdateFault } from '../../shared/model/update.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { HOUR_MS } from '../../shared/units.ts';
import { fetchBounded, type FetchFault, type FetchKit } from './bounded-fetch.ts';
import type { PackageFile } from './manifest.ts';

const FILE_MODE = 0o600;

export type PackageFacts = Pick<PackageFile, 'size' | 'sha512'>;

/**
 * Fetches a package into a file and leaves it there only if it is, to the last byte, the one that the manifest names.
 *
 * @param onPercent  told at each whole percent
 */
export async function download(
  kit: FetchKit,
  order: {
    readonly url: string;
    readonly path: string;
    readonly file: PackageFacts;
    readonly signal: AbortSignal;
    readonly onPercent: (percent: number) => void;
  },
): Promise<Result<null, UpdateFault>> {
  const { path, file, signal } = order;
  const hash = createHash('sha512');
  let written = 0;
  let told = -1;
  try {
    const handle = await open(path, 'w', FILE_MODE);
    try {
      const fetched = await fetchBounded(kit, {
        url: order.url,
        maxBytes: file.size,
        withinMs: 2 * HOUR_MS,
        signal,
        onPiece: async (piece) => {
          hash.update(piece);
          await handle.writeFile(piece);
          written += piece.length;
          const percent = Math.floor((written / file.size) * 100);
          if (percent !== told) order.onPercent((told = percent));
        },
      });
      if (!fetched.ok) return await discard(path, FAULTS[fetched.error]);
      if (written < file.size) return await discard(path, 'truncated');
      if (hash.digest('base64') !== file.sha512) return await discard(path, 'tampered');
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch {
    return discard(path, 'disk');
  }
  return ok(null);
}

/** Whether what lies there is that package, still: between its arrival and its installation hours may pass. */
export async function isWhole(path: string, file: PackageFacts): Promise<boolean> {
  try {
    if ((await stat(path)).size !== file.size) return false;
    const hash = createHash('sha512');
    for await (const piece of createReadStream(path, { highWaterMark: 1_048_576 })) hash.update(piece as Uint8Array);
    return hash.digest('base64') === file.sha512;
  } catch {
    return false;
  }
}

/** What is not whole must not lie about. */
async function discard(path: string, fault: UpdateFault): Promise<Result<never, UpdateFault>> {
  await rm(path, { force: true }).catch(() => undefined);
  return err(fault);
}

const FAULTS: Readonly<Record<FetchFault, UpdateFault>> = {
  absent: 'unreachable',
  unreachable: 'unreachable',
  cut: 'truncated',
  'too-large': 'tampered',
};
