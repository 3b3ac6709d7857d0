import type { PackageFacts } from './download.ts';

/** A program and its arguments; no shell reads them. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
}

/** What pkexec ends with when the person said no, or nobody could be asked. */
const NOT_AUTHORISED = new Set<number | null>([126, 127]);
/** What the installing script ends with when the package is not the one whose hash it was told. */
const NOT_THAT_PACKAGE = 3;

/**
 * How a package is put on this system: by a script that came with ours, as root. It belongs to root, and checks the package
 * again where nobody else can change it any more.
 *
 * @param installer  where that script lies
 * @param asker      the program that asks for the rights; null = we are root already
 */
export function installCommand(
  { installer, asker }: { readonly installer: string; readonly asker: string | null },
  packagePath: string,
  file: PackageFacts,
): Command {
  const args = [packagePath, Buffer.from(file.sha512, 'base64').toString('hex')];
  // Its own question on a terminal would be one that nobody sees.
  return asker === null
    ? { program: installer, args }
    : { program: asker, args: ['--disable-internal-agent', installer, ...args] };
}

/** @returns null when it is installed */
export function installFault(exitCode: number | null): 'refused' | 'tampered' | 'not-installed' | null {
  if (exitCode === 0) return null;
  if (exitCode === NOT_THAT_PACKAGE) return 'tampered';
  return NOT_AUTHORISED.has(exitCode) ? 'refused' : 'not-installed';
}
