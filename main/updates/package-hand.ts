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

/** What the system does with packages of one kind. */
export interface PackageHand {
  readonly kind: PackageKind;
  /** `by-itself`: nothing here can be replaced by the program itself; the person is told. */
  readonly installs: 'silently' | 'with-password' | 'by-itself';
  /** Fetches it, or finds it fetched before. @returns where it lies */
  fetch(offer: Offer, onPercent: (percent: number) => void): Promise<Result<string, UpdateFault>>;
  /** Puts it in the place of what runs now. On some systems that is part of starting again. */
  install(packagePath: string): Promise<Result<null, Extract<UpdateFault, 'refused' | 'disk' | 'not-installed'>>>;
  /** Clears away what was fetched, once it runs. */
  forget(): Promise<void>;
  /** Ends this run; the next one begins when it has ended. */
  startAgain(): void;
}

export function offerOf({ version, releasedAt, notes }: Manifest, file: PackageFile, baseUrl: URL): Offer {
  return { version, releasedAtMs: releasedAt, notes, file, url: new URL(file.name, baseUrl) };
}
