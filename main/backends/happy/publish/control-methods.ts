import * as z from 'zod';
import type { OtherDeviceWords } from '../../../../shared/strings/other-devices.ts';
import type { SharedFacts, ShareHands } from '../../../ports/sharing.ts';
import { fileMethods } from './files/file-methods.ts';
import { permissionWire, rulingOf, type PermissionCall, type Ruling } from './permission-call.ts';
import type { PublishedAsks } from './published-asks.ts';
import { failure, type RpcHandler } from './rpc-table.ts';

export interface ControlParts {
  readonly facts: () => SharedFacts;
  readonly words: () => OtherDeviceWords;
  readonly hands: ShareHands;
  readonly asks: PublishedAsks;
  readonly filesBelow: string | null;
  /** Says something to the person, among the session's messages. */
  readonly say: (text: string) => void;
}

/** What other devices can have done to a session. What is not in here cannot be called: no commands, no search. */
export function controlMethods(parts: ControlParts): ReadonlyMap<string, RpcHandler> {
  const { facts, hands, words, filesBelow } = parts;
  return new Map<string, RpcHandler>([
    ['permission', (params) => permission(parts, params)],
    [
      'abort',
      async () => {
        if (!facts().can.interrupt) return failure(words().calls['no-interrupt']);
        const done = await hands.interrupt();
        return done.ok ? undefined : failure(words().calls['not-interrupted']);
      },
    ],
    ['switch', () => Promise.resolve(failure(words().calls['no-switch']))],
    ...(facts().can.end ? [['killSession', (params: unknown) => kill(parts, params)] as const] : []),
    ...(filesBelow === null ? [] : fileMethods(filesBelow, words)),
  ]);
}

// The name of a method is not encrypted: parameters that were meant for another one must not end the session.
const killWire = z.strictObject({});

async function kill({ hands, words }: ControlParts, params: unknown): Promise<unknown> {
  const said = words().calls;
  if (!killWire.safeParse(params).success) return failure(said['not-readable']);
  const done = await hands.end();
  return done.ok ? { success: true, message: said.ending } : { success: false, message: said['not-ended'] };
}

async function permission(parts: ControlParts, params: unknown): Promise<unknown> {
  const said = parts.words().answers;
  const read = permissionWire.safeParse(params);
  if (!read.success) return failure(said['not-readable']);
  const ask = parts.asks.find(read.data.id);
  // Over, or never asked: whoever answers sees in the state what became of it.
  if (ask === null) return undefined;
  if (!ask.isWhole) return failure(parts.words().tooLarge);
  const ruling = rulingOf(ask.request, read.data);
  if (!ruling.ok) return failure(said[ruling.error]);
  // Before it is decided: the end of the ask is told while it is being decided.
  parts.asks.noteRuling(ask.wireId, ruling.value);
  const outcome = await parts.hands.decide(ask.request.requestId, ruling.value.decision);
  if (outcome === 'taken') return await afterwards(parts, ruling.value, read.data);
  parts.asks.forgetRuling(ask.wireId);
  return outcome === 'over' ? undefined : failure(said['not-taken']);
}

/** What was wished for beyond the one answer. */
async function afterwards(
  { hands, facts, words, say }: ControlParts,
  ruling: Ruling,
  call: PermissionCall,
): Promise<undefined> {
  if (ruling.fellShort !== undefined) say(words().onlyThisCall[ruling.fellShort]);
  if (ruling.thenMode !== undefined) {
    const changed = facts().can.setMode ? await hands.setMode(ruling.thenMode) : null;
    if (changed?.ok !== true) say(words().onlyThisCall['mode-not-changed']);
  }
  const { decision } = ruling;
  const isToStop = call.decision === 'abort' && decision.tag === 'deny' && !decision.stop;
  if (isToStop && facts().can.interrupt) await hands.interrupt();
}
