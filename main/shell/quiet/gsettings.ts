import { execFile } from 'node:child_process';
import * as z from 'zod';
import { SECOND_MS } from '../../../shared/units.ts';
import { followAnswer } from '../dbus/follow-answer.ts';
import type { BusSignal, SessionBus } from '../dbus/session-bus.ts';

const WRITER = 'ca.desrt.dconf.Writer';
const ANSWER_LIMIT_MS = 5 * SECOND_MS;

/** What was written: a path, and keys or folders below it. */
const notified = z.tuple([z.string(), z.array(z.string()), z.string()]);

/** One yes or no among the desktop's settings. */
export interface QuietKey {
  readonly schema: string;
  /** Where the store keeps the schema's keys. Its name does not always tell. */
  readonly dir: string;
  readonly key: string;
  /** What it says while the desktop keeps quiet. */
  readonly quietWhen: 'true' | 'false';
}

/**
 * Follows a setting of GNOME's kind. No process waits for changes: the store tells of every write on the bus, and only a
 * write that concerns this key is a reason to ask the desktop's own program what the setting is now.
 *
 * @param onQuiet  told what it says at first and at each change; never, if the desktop has no such setting
 */
export function followGsettings(
  bus: SessionBus,
  { schema, dir, key, quietWhen }: QuietKey,
  onQuiet: (isQuiet: boolean) => void,
): () => void {
  const keyPath = dir + key;
  const rule = `type='signal',interface='${WRITER}',member='Notify'`;

  const ask = () =>
    new Promise<boolean | null>((resolve) => {
      execFile('gsettings', ['get', schema, key], { timeout: ANSWER_LIMIT_MS }, (error, said) => {
        resolve(error === null ? said.trim() === quietWhen : null);
      });
    });

  function isNews(signal: BusSignal): boolean {
    if (signal.interface !== WRITER || signal.member !== 'Notify') return false;
    const body = notified.safeParse(signal.body);
    if (!body.success) return false;
    const [prefix, names] = body.data;
    const paths = names.length === 0 ? [prefix] : names.map((name) => prefix + name);
    return paths.some((path) => keyPath === path || (path.endsWith('/') && keyPath.startsWith(path)));
  }

  return followAnswer(bus, { rule, isNews, ask }, onQuiet);
}
