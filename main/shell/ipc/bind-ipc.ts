import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron';
import { CALL_NAMES, type CallName } from '../../../shared/ipc/channels.ts';
import { contract } from '../../../shared/ipc/contract.ts';
import type { Handlers } from '../../../shared/ipc/types.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Logger } from '../../ports/logger.ts';
import { PAGE_ORIGIN } from '../window/window-security.ts';
import { createCallLimit } from './call-limit.ts';

const CALLS_PER_SECOND = 200;

/**
 * Answers the page's calls. Each one must come from the main frame of our window and fit its schema; the page gets codes,
 * never the text of an error.
 *
 * @param onReady  the page asked for its first snapshot, so it listens now
 * @returns        stops answering
 */
export function bindIpc(tools: {
  readonly handlers: Handlers;
  readonly contents: () => WebContents | null;
  readonly clock: Clock;
  readonly log: Logger;
  readonly onReady: () => void;
}): () => void {
  const isWithinLimit = createCallLimit(CALLS_PER_SECOND, tools.clock);
  for (const name of CALL_NAMES) {
    ipcMain.handle(name, async (event, input: unknown) => {
      if (!isOurPage(event, tools.contents())) return refuse(tools.log, name, 'stranger');
      if (!isWithinLimit()) return refuse(tools.log, name, 'too-many-calls');
      const answer = await answerCall(tools, name, input);
      if (name === 'state:snapshot') tools.onReady();
      return answer;
    });
  }
  return () => {
    for (const name of CALL_NAMES) ipcMain.removeHandler(name);
  };
}

function isOurPage(event: IpcMainInvokeEvent, contents: WebContents | null): boolean {
  const frame = event.senderFrame;
  return (
    contents !== null &&
    event.sender.id === contents.id &&
    frame !== null &&
    frame === contents.mainFrame &&
    frame.origin === PAGE_ORIGIN
  );
}

async function answerCall<K extends CallName>(
  tools: { readonly handlers: Handlers; readonly log: Logger },
  name: K,
  input: unknown,
): Promise<unknown> {
  const read = contract[name].input.safeParse(input);
  if (!read.success) return refuse(tools.log, name, 'bad-request');
  // The schema that just read the input is the one this handler's input type is made from.
  const handle = tools.handlers[name] as (input: unknown) => Promise<unknown>;
  try {
    return await handle(read.data);
  } catch (error) {
    tools.log.error('call-failed', { code: name, error: error instanceof Error ? error.name : 'unknown' });
    return { ok: false, error: { code: 'internal', message: 'see the log' } };
  }
}

function refuse(log: Logger, name: CallName, why: 'stranger' | 'too-many-calls' | 'bad-request'): unknown {
  log.warn('call-refused', { code: name, state: why });
  return { ok: false, error: { code: 'bad-request', message: why } };
}
