import type { UpdateFault } from '../../shared/model/update.ts';
import type { Manifest, PackageFile, PackageKind } from './manifest.ts';
import { compareVersions } from './version.ts';

/** What this computer runs, and what it was ever told. */
export interface Standing {
  readonly product: string;
  readonly channel: string;
  readonly running: string;
  /** The newest version that a good manifest ever named here: the mirror may not fall behind it. */
  readonly floor: string;
  readonly system: string;
  readonly arch: string;
  readonly kind: PackageKind;
  readonly nowMs: number;
}

export type Judgement =
  | { readonly tag: 'current' }
  | { readonly tag: 'newer'; readonly file: PackageFile }
  | { readonly tag: 'refused'; readonly fault: Extract<UpdateFault, 'expired' | 'older' | 'other-system'> };

/**
 * What a manifest with a good signature means here. Old ones stay well signed for ever, so whoever holds the server could
 * hand out one of them: the expiry tells a mirror that stands still, the floor one that goes back.
 */
export function judge(manifest: Manifest, standing: Standing): Judgement {
  const refused = (fault: Extract<Judgement, { tag: 'refused' }>['fault']): Judgement => ({ tag: 'refused', fault });
  if (manifest.product !== standing.product || manifest.channel !== standing.channel) return refused('other-system');
  if (manifest.expiresAt <= standing.nowMs) return refused('expired');
  if (compareVersions(manifest.version, standing.floor) < 0) return refused('older');
  const step = compareVersions(manifest.version, standing.running);
  if (step < 0) return refused('older');
  if (step === 0) return { tag: 'current' };
  const file = manifest.files.find(
    ({ system, arch, kind }) => system === standing.system && arch === standing.arch && kind === standing.kind,
  );
  return file === undefined ? refused('other-system') : { tag: 'newer', file };
}
