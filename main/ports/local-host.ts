import type { Clock } from './clock.ts';
import type { Logger } from './logger.ts';
import type { Random } from './random.ts';

/** What the local backend needs of this computer. */
export interface LocalHost {
  /** Where Gatehouse keeps its own files. */
  readonly profileDir: string;
  readonly homeDir: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Logger;
  /** Shows a folder in the system's file manager. @returns false if that did not work */
  readonly openFolder: (path: string) => Promise<boolean>;
}
