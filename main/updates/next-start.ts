import { delimiter } from 'node:path';

/** Meant for one start only, or said anew for the next one. */
const ONCE = /^--(?:hidden|check-updates|screenshot(?:=.*)?)$/;
const LINK = /^gatehouse:/i;

/**
 * The arguments of the start after this one: the same, without what was for this start only.
 *
 * @param args  those of this start, without the program
 */
export function nextArguments(args: readonly string[], { hadWindow }: { readonly hadWindow: boolean }): string[] {
  const end = args.indexOf('--');
  const kept = (end < 0 ? args : args.slice(0, end)).filter((each) => !ONCE.test(each) && !LINK.test(each));
  return hadWindow ? [...kept, '--', 'gatehouse://settings'] : [...kept, '--hidden'];
}

/** The environment of the next start: nothing in it may lead into the mounted AppImage of this one, which goes. */
export function nextEnvironment(environment: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const appDir = environment['APPDIR'];
  const next: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) {
    if (value === undefined || OF_APPIMAGE.has(name)) continue;
    const parts = appDir === undefined ? [value] : value.split(delimiter).filter((part) => !part.startsWith(appDir));
    if (parts.length > 0) next[name] = parts.join(delimiter);
  }
  return next;
}

const OF_APPIMAGE = new Set(['APPIMAGE', 'APPDIR', 'ARGV0', 'OWD']);
