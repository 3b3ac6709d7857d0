import * as z from 'zod';
import type { QuietSource } from '../../../shared/model/quiet.ts';
import { followName } from '../dbus/name-owner.ts';
import type { BusReply, SessionBus } from '../dbus/session-bus.ts';

const NAME = 'org.freedesktop.Notifications';
export const NOTIFICATIONS_PATH = '/org/freedesktop/Notifications';

const serverInformation = z.tuple([z.string(), z.string(), z.string(), z.string()]);

/** Who shows the notifications of this session, and so decides about silence. */
export interface QuietServer {
  readonly source: QuietSource;
  /** Its unique name on the bus. */
  readonly owner: string;
}

/** Names that the programs give themselves. */
const BY_NAME: readonly (readonly [RegExp, QuietSource])[] = [
  [/^gnome-shell$/i, 'gnome'],
  [/^cinnamon$/i, 'cinnamon'],
  [/^plasma$/i, 'kde'],
  [/^xfce notify daemon$/i, 'xfce'],
  [/^dunst$/i, 'dunst'],
  [/^mako$/i, 'mako'],
  [/^swaync$/i, 'swaync'],
  [/^sway ?notification ?center$/i, 'swaync'],
];
const BY_DESKTOP: Readonly<Record<string, QuietSource>> = {
  gnome: 'gnome',
  'x-cinnamon': 'cinnamon',
  kde: 'kde',
  xfce: 'xfce',
  mate: 'mate',
};

/**
 * Follows which program shows notifications. What it calls itself counts more than the desktop's name: people do run
 * dunst under Xfce.
 *
 * @param desktop   `$XDG_CURRENT_DESKTOP`
 * @param onServer  told at every start of one; null for one that we cannot ask. While none runs, what the last one said
 *                  stands: a desktop that restarts its shell is still as quiet as it was
 */
export function followQuietServer(
  bus: SessionBus,
  desktop: string,
  onServer: (server: QuietServer | null) => void,
): () => void {
  let owner: string | null = null;

  async function meet(run: string): Promise<void> {
    const reply = await bus.call({
      destination: run,
      path: NOTIFICATIONS_PATH,
      interface: NAME,
      member: 'GetServerInformation',
    });
    hear(run, reply);
    // Until it says who it is it counts as the desktop's own.
    if (!reply.ok && reply.error.code === 'late') hear(run, await reply.error.answer);
  }

  function hear(run: string, reply: BusReply): void {
    if (owner !== run) return;
    const read = reply.ok ? serverInformation.safeParse(reply.value) : undefined;
    const source = sourceOf(read?.success === true ? read.data : null, desktop);
    onServer(source === null ? null : { source, owner: run });
  }

  return followName(bus, NAME, (next) => {
    owner = next;
    if (next !== null) void meet(next);
  });
}

function sourceOf(server: readonly [string, string, ...string[]] | null, desktop: string): QuietSource | null {
  const [name = '', vendor = ''] = server ?? [];
  const known = BY_NAME.find(([pattern]) => pattern.test(name));
  if (known !== undefined) return known[1];
  if (/mate/i.test(vendor)) return 'mate';
  for (const part of desktop.toLowerCase().split(':')) {
    const source = BY_DESKTOP[part];
    if (source !== undefined) return source;
  }
  return null;
}
