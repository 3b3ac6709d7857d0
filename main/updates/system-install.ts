/** A program and its arguments; no shell reads them. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
}

/** What pkexec ends with when the person said no, or nobody could be asked. */
const NOT_AUTHORISED = new Set([126, 127]);

/**
 * How a package is put on this system: by its own tools, as root. They look at dependencies before they touch anything, and
 * take neither an older version nor another package's removal.
 *
 * @param find  where a program lies, by its name
 * @returns     null where there are no such tools, or no way to ask for the rights
 */
export function systemInstall(
  kind: 'deb' | 'rpm',
  { find, isRoot }: { readonly find: (name: string) => string | null; readonly isRoot: boolean },
): ((packagePath: string) => Command) | null {
  const asker = isRoot ? null : find('pkexec');
  if (!isRoot && asker === null) return null;
  for (const [name, args] of TOOLS[kind]) {
    const program = find(name);
    if (program === null) continue;
    return (packagePath) =>
      asker === null
        ? { program, args: [...args, packagePath] }
        : { program: asker, args: ['--disable-internal-agent', program, ...args, packagePath] };
  }
  return null;
}

/** @returns null when it is installed */
export function installFault(exitCode: number | null): 'refused' | 'not-installed' | null {
  if (exitCode === 0) return null;
  return exitCode !== null && NOT_AUTHORISED.has(exitCode) ? 'refused' : 'not-installed';
}

const TOOLS: Readonly<Record<'deb' | 'rpm', readonly (readonly [string, readonly string[]])[]>> = {
  deb: [
    ['apt-get', ['install', '--yes', '--quiet', '--no-remove', '--option', 'DPkg::Lock::Timeout=60']],
    ['dpkg', ['--refuse-downgrade', '--install']],
  ],
  rpm: [
    ['dnf', ['install', '--assumeyes', '--quiet']],
    ['zypper', ['--non-interactive', '--no-refresh', 'install', '--allow-unsigned-rpm']],
    ['yum', ['install', '--assumeyes', '--quiet']],
    ['rpm', ['--upgrade']],
  ],
};
