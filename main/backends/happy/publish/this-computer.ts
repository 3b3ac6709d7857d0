import { homedir, hostname } from 'node:os';
import { derivedUuid } from './derived-uuid.ts';
import type { PublishingHost } from './session-metadata.ts';

/**
 * This computer, as the other devices of an account see it.
 *
 * @param version  of Gatehouse
 */
export function thisComputer(version: string): PublishingHost {
  const host = hostname();
  const homeDir = homedir();
  return {
    // The same in every run, and not that of a daemon: nobody can ask this computer to start programs.
    machineId: derivedUuid('machine', host, homeDir),
    host,
    homeDir,
    platform: process.platform,
    processId: process.pid,
    version,
  };
}
