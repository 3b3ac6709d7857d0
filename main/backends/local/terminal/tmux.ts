import { startVariable } from './process-tree.ts';
import { runProgram } from './run-program.ts';

/** As the registry writes it: `session:@window.%pane`. */
const PLACE = /:(@\d+)\.(%\d+)$/u;

/**
 * Makes a pane of tmux the one that is seen: its window, the pane, and the session if no terminal shows that.
 *
 * @param pid  a process inside the pane
 * @returns    the tmux client whose terminal shows it now, for raising its window; null if nobody is attached
 */
export async function showTmuxPane(
  place: string,
  pid: number,
  platform: NodeJS.Platform,
): Promise<{ readonly clientPid: number; readonly clientTty: string } | null> {
  const [, window, pane] = PLACE.exec(place) ?? [];
  if (window === undefined || pane === undefined) return null;
  // `TMUX=socket,server pid,session`: there may be several servers, and only this tells which.
  const socket = (await startVariable(pid, 'TMUX', platform))?.split(',')[0];
  const server = socket === undefined || socket === '' ? [] : ['-S', socket];
  const tmux = (...args: readonly string[]) => runProgram('tmux', [...server, ...args]);

  if ((await tmux('select-window', '-t', window)) === null) return null;
  if ((await tmux('select-pane', '-t', pane)) === null) return null;
  const session = (await tmux('display-message', '-p', '-t', pane, '#{session_id}'))?.trim();
  const clients = readClients((await tmux('list-clients', '-F', CLIENT_FORMAT)) ?? '');
  const [best] = clients.toSorted(
    (one, other) =>
      Number(other.session === session) - Number(one.session === session) || other.activeAt - one.activeAt,
  );
  if (best === undefined) return null;
  if (best.session !== session) await tmux('switch-client', '-c', best.clientTty, '-t', pane);
  return best;
}

const CLIENT_FORMAT = '#{client_pid}\t#{client_activity}\t#{session_id}\t#{client_tty}';

function readClients(listed: string) {
  return listed.split('\n').flatMap((line) => {
    const [pid, activity, session, clientTty] = line.split('\t');
    const clientPid = Number(pid);
    if (clientTty === undefined || clientTty === '' || !Number.isSafeInteger(clientPid) || clientPid <= 0) return [];
    return [{ clientPid, activeAt: Number(activity) || 0, session, clientTty }];
  });
}
