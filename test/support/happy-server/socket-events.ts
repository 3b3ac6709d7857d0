/** What clients say over their socket, and what each gets for it. */
import { z } from 'zod';
import type { Heard } from './heard.ts';
import { machineEvents } from './machine-events.ts';
import { messageObject } from './rows.ts';
import { updateBlob, type WrittenBlob } from './update-blob.ts';
import { reportUsage } from './usage.ts';

const message = z.looseObject({ sid: z.string(), message: z.string(), localId: z.string().nullish() });
const alive = z.looseObject({ sid: z.string(), time: z.number(), thinking: z.boolean().nullish() });
const appState = z.looseObject({ state: z.string() });
const call = z.looseObject({ method: z.string().min(1), params: z.unknown() });
const registration = z.looseObject({ method: z.string().min(1) });

export const SOCKET_EVENTS: Readonly<Record<string, (heard: Heard) => void>> = {
  ping: ({ ack }) => ack({}),
  message: receiveMessage,
  'update-metadata': (heard) => updateSessionBlob(heard, 'metadata'),
  'update-state': (heard) => updateSessionBlob(heard, 'agentState'),
  'session-alive': ({ core, peer, payload }) => {
    const read = alive.safeParse(payload);
    const session = read.success ? core.store.session(peer.accountId, read.data.sid) : null;
    const timeMs = read.success ? core.presence.clamp(read.data.time) : null;
    if (session !== null && timeMs !== null) core.presence.alive(session, timeMs, read.data?.thinking ?? false);
  },
  'session-end': ({ core, peer, payload }) => {
    const read = alive.safeParse(payload);
    const session = read.success ? core.store.session(peer.accountId, read.data.sid) : null;
    const timeMs = read.success ? core.presence.clamp(read.data.time) : null;
    if (session !== null && timeMs !== null) core.presence.end(session, timeMs);
  },
  'app-state': ({ peer, payload }) => {
    const read = appState.safeParse(payload);
    if (read.success) peer.appState = read.data.state;
  },
  'usage-report': reportUsage,
  'rpc-register': ({ core, peer, payload }) => {
    const read = registration.safeParse(payload);
    if (!read.success) return void peer.socket.emit('rpc-error', { type: 'register', error: 'Invalid method name' });
    core.rpc.register(peer.accountId, read.data.method, peer.socket);
    peer.socket.emit('rpc-registered', { method: read.data.method });
  },
  'rpc-unregister': ({ core, peer, payload }) => {
    const read = registration.safeParse(payload);
    if (!read.success) return void peer.socket.emit('rpc-error', { type: 'unregister', error: 'Invalid method name' });
    core.rpc.unregister(peer.accountId, read.data.method, peer.socket);
    peer.socket.emit('rpc-unregistered', { method: read.data.method });
  },
  'rpc-call': ({ core, peer, payload, ack }) => {
    const read = call.safeParse(payload);
    if (!read.success) return ack({ ok: false, error: 'Invalid parameters: method is required' });
    core.rpc.call(peer.accountId, peer.socket, read.data.method, read.data.params, ack);
  },
  ...machineEvents,
};

/** Silent on every error. Numbers are used up by a message that is there already: that is where gaps come from. */
function receiveMessage({ core, peer, payload }: Heard): void {
  const read = message.safeParse(payload);
  if (!read.success) return;
  const session = core.store.session(peer.accountId, read.data.sid);
  if (session === null) return;
  const localId = read.data.localId ?? null;
  if (localId !== null && session.byLocalId.has(localId)) {
    core.out.takeSeq(peer.accountId);
    session.seq++;
    return;
  }
  const row = core.store.addMessage(session, read.data.message, localId);
  const body = { t: 'new-message', sid: session.id, message: messageObject(row) };
  core.out.update(peer.accountId, body, { tag: 'session', id: session.id }, peer.socket.id);
}

/** An unknown session gets no ack at all for its metadata, and an error for its state. */
function updateSessionBlob(heard: Heard, name: 'metadata' | 'agentState'): void {
  const { core, peer } = heard;
  updateBlob(heard, {
    idField: 'sid',
    valueField: name,
    mayBeNull: name === 'agentState',
    find: (id) => {
      const session = core.store.session(peer.accountId, id);
      if (session === null) return name === 'metadata' ? 'silence' : 'error';
      return { blob: session[name], written: (written) => tellSession(heard, session.id, name, written) };
    },
  });
}

function tellSession({ core, peer }: Heard, sid: string, name: string, written: WrittenBlob): void {
  const session = core.store.sessions.get(sid);
  if (session !== undefined) session.updatedAtMs = core.clock.nowMs();
  const body = { t: 'update-session', id: sid, [name]: written };
  core.out.update(peer.accountId, body, { tag: 'session', id: sid });
}
