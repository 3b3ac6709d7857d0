import type { UpdateFault } from '../../shared/model/update.ts';
import type { Result } from '../../shared/result.ts';
import type { Manifest, PackageFile, PackageKind } from './manifest.ts';

/** A package that may be fetched: everything in it comes from a manifest that was checked. */
export interface Offer {
  readonly version: string;
  readonly releasedAtMs: number;
  readonly notes: string;
  readonly file: PackageFile;
  readonly url: URL;
}

type InstallFault = Extract<UpdateFault, 'refused' | 'tampered' | 'disk' | 'not-installed'>;

/** What the system does with packages of one kind. */
export interface PackageHand {
  readonly kind: PackageKind;
  /** `by-itself`: nothing here can be replaced by the program itself; the person is told. */
  readonly installs: 'silently' | 'with-password' | 'by-itself';
  /** Fetches it, or finds it fetched before. @returns where it lies */
  fetch(offer: Offer, onPercent: (percent: number) => void): Promise<Result<string, UpdateFault>>;
  /**
   * Puts it in the place of what runs now, if it is still that file where nobody can change it any more. On some systems that
   * is part of starting again.
   */
  install(packagePath: string, file: PackageFile): Promise<Result<null, InstallFault>>;
  /** Clears away what was fetched, once it runs. */
  forget(): Promise<void>;
  /** Ends this run; the next one begins when it has ended. */
  startAgain(): void;
}

export function offerOf({ version, releasedAt, notes }: Manifest, file: PackageFile, baseUrl: URL): Offer {
  return { version, releasedAtMs: releasedAt, notes, file, url: new URL(file.name, baseUrl) };
}
