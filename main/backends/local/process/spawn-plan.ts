import { windowsProgram } from '../../../../shared/windows-program.ts';
import type { LocalHost } from '../host.ts';

interface SpawnPlan {
  readonly program: string;
  readonly args: readonly string[];
  /** The text of `args` is the command line as it stands. */
  readonly isVerbatim: boolean;
}

/**
 * How to run a program. Windows cannot run the `.cmd` file that npm installs; its shell can, and takes the arguments as
 * text: so they must need no quoting, which all of ours do not.
 */
export function spawnPlan(
  program: string,
  args: readonly string[],
  host: Pick<LocalHost, 'platform' | 'environment'>,
): SpawnPlan {
  if (host.platform !== 'win32' || !/\.(?:cmd|bat)$/i.test(program)) return { program, args, isVerbatim: false };
  const shell = windowsProgram('cmd.exe', host.environment);
  return { program: shell, args: ['/d', '/s', '/c', `""${program}" ${args.join(' ')}"`], isVerbatim: true };
}
