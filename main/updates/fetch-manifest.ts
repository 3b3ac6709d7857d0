import type { KeyObject } from 'node:crypto';
import type { UpdateFault } from '../../shared/model/update.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { KIB, MINUTE_MS } from '../../shared/units.ts';
import { fetchSmall, type FetchFault, type FetchKit } from './bounded-fetch.ts';
import { readManifest, type Manifest } from './manifest.ts';
import { checkSignature } from './signature.ts';

const MANIFEST_NAME = 'gatehouse-update.json';
const SIGNATURE_NAME = `${MANIFEST_NAME}.sig`;
const MANIFEST_MAX_BYTES = 256 * KIB;
const SIGNATURE_MAX_BYTES = 4 * KIB;

/**
 * Fetches the list of versions and believes none of it before its signature was checked.
 *
 * @param baseUrl  the folder of the mirror, with a slash at its end
 */
export async function fetchManifest(
  kit: FetchKit,
  {
    baseUrl,
    keys,
    signal,
  }: { readonly baseUrl: URL; readonly keys: readonly KeyObject[]; readonly signal: AbortSignal },
): Promise<Result<Manifest, UpdateFault>> {
  const fetchOne = (name: string, maxBytes: number) =>
    fetchSmall(kit, { url: new URL(name, baseUrl).href, maxBytes, withinMs: MINUTE_MS, signal });
  const manifest = await fetchOne(MANIFEST_NAME, MANIFEST_MAX_BYTES);
  if (!manifest.ok) return err(FAULTS[manifest.error]);
  const signatures = await fetchOne(SIGNATURE_NAME, SIGNATURE_MAX_BYTES);
  if (!signatures.ok) return err(signatures.error === 'absent' ? 'not-signed' : FAULTS[signatures.error]);
  const standing = checkSignature(manifest.value, signatures.value, keys);
  if (standing !== 'good') return err(standing);
  const read = readManifest(manifest.value);
  return read === null ? err('not-readable') : ok(read);
}

const FAULTS: Readonly<Record<FetchFault, UpdateFault>> = {
  absent: 'unreachable',
  unreachable: 'unreachable',
  cut: 'unreachable',
  'too-large': 'not-readable',
};
