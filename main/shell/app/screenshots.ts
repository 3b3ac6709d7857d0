import { rename, writeFile } from 'node:fs/promises';
import type { WebContents } from 'electron';
import { SECOND_MS } from '../../../shared/units.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Logger } from '../../ports/logger.ts';

const EVERY_MS = 2 * SECOND_MS;

/** Keeps a picture of the window fresh for people without a screen. @returns stops it. */
export function keepScreenshot(
  path: string,
  tools: { readonly contents: () => WebContents | null; readonly clock: Clock; readonly log: Logger },
): () => void {
  let isStopped = false;
  let cancel = tools.clock.schedule(EVERY_MS, () => void shoot());

  async function shoot(): Promise<void> {
    try {
      const image = await tools.contents()?.capturePage();
      if (image !== undefined && !image.isEmpty()) {
        await writeFile(`${path}.new`, image.toPNG());
        await rename(`${path}.new`, path);
      }
    } catch {
      tools.log.warn('screenshot-failed', { path });
    }
    if (!isStopped) cancel = tools.clock.schedule(EVERY_MS, () => void shoot());
  }

  return () => {
    isStopped = true;
    cancel();
  };
}
