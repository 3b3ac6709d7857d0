import { execFile } from 'node:child_process';
import { SECOND_MS } from '../../../shared/units.ts';
import type { Logger } from '../../ports/logger.ts';
import type { Sounder } from '../../ports/system-conduct.ts';
import { playersFor, type Player } from './players.ts';

/** A player that waits for a sound server that never answers. */
const PLAY_LIMIT_MS = 5 * SECOND_MS;

/**
 * Plays our sound through a program of the system: a library for it would be larger than the rest of the app's.
 *
 * @param soundPath  where that program finds the file
 */
export function createSounder(tools: {
  readonly platform: NodeJS.Platform;
  readonly soundPath: () => string;
  readonly log: Logger;
}): Sounder {
  let isPlaying = false;
  let wasTold = false;
  let known: string | null = null;

  async function play(): Promise<void> {
    const players = playersFor(tools.platform, tools.soundPath());
    const inTurn = players.toSorted((a, b) => Number(b.command === known) - Number(a.command === known));
    for (const player of inTurn) {
      if (!(await plays(player))) continue;
      known = player.command;
      return;
    }
    known = null;
    if (!wasTold) tools.log.warn('sound-not-played', { count: players.length });
    wasTold = true;
  }

  return {
    play() {
      if (isPlaying) return;
      isPlaying = true;
      void play().finally(() => (isPlaying = false));
    },
  };
}

/** @returns false if there is no such program, or it could not play */
function plays({ command, arguments: args, environment }: Player): Promise<boolean> {
  return new Promise((resolve) => {
    const options = { timeout: PLAY_LIMIT_MS, windowsHide: true, env: { ...process.env, ...environment } };
    execFile(command, args, options, (error) => resolve(error === null));
  });
}
