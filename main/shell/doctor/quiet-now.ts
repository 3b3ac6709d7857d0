import { homedir } from 'node:os';
import type { SystemQuiet } from '../../../shared/model/quiet.ts';
import type { Clock } from '../../ports/clock.ts';
import { createLinuxQuiet } from '../quiet/linux-quiet.ts';
import { readMacFocus } from '../quiet/mac-focus.ts';
import { withShortBus } from './short-bus.ts';
import { withinLimit } from './within-limit.ts';

/** Readers tell when the desktop has answered; one that has nothing to tell says nothing. */
const ANSWER_WITHIN_MS = 1_500;

/** Do-not-disturb of the system at this moment, where it can be read by asking once. */
export async function quietNow(clock: Clock, platform: NodeJS.Platform): Promise<SystemQuiet | null> {
  if (platform === 'darwin') return readMacFocus(homedir());
  if (platform !== 'linux') return null;
  const desktop = process.env['XDG_CURRENT_DESKTOP'] ?? '';
  return withShortBus({ clock }, async ({ bus }) => {
    let stop = (): void => undefined;
    const answer = new Promise<SystemQuiet>((resolve) => {
      const reader = createLinuxQuiet({ bus, desktop, onChange: (quiet) => quiet !== null && resolve(quiet) });
      stop = () => reader.stop();
    });
    const quiet = await withinLimit<SystemQuiet | null>(clock, ANSWER_WITHIN_MS, answer, null);
    stop();
    return quiet;
  });
}
