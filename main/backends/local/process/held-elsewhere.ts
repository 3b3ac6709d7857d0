import type { LocalHost } from '../host.ts';
import { createProcessCheck } from '../registry/process-check.ts';
import { SessionsFolder } from '../registry/sessions-folder.ts';

/** Does a running Claude Code hold this conversation? A second one would write into the same file. */
export async function isHeldElsewhere(
  configDir: string,
  sessionId: string,
  { platform, clock }: Pick<LocalHost, 'platform' | 'clock'>,
): Promise<boolean> {
  const { entries } = await new SessionsFolder(configDir).read(clock.nowMs());
  const { isAlive } = createProcessCheck(platform, clock);
  for (const entry of entries) if (entry.sessionId === sessionId && (await isAlive(entry))) return true;
  return false;
}
