/** How a session looks in lists and details. */
import type { CcrSession } from './ccr-session.ts';
import type { Payload } from './frames.ts';

const iso = (ms: number) => new Date(ms).toISOString();

export function v2Row(session: CcrSession): Payload {
  return {
    id: session.id,
    title: session.title,
    status: session.isArchived ? 'archived' : 'active',
    status_bucket: session.isArchived ? 'archived' : session.workerStatus === 'idle' ? 'idle' : 'working',
    worker_status: session.workerStatus,
    connection_status: session.connectionStatus,
    environment_id: null,
    environment_kind: 'bridge',
    config: { cwd: session.cwd, model: session.model, sources: [], outcomes: [] },
    external_metadata: { model: session.model, permission_mode: session.mode, ...session.metadata },
    unread: session.isUnread,
    tags: session.tags,
    created_at: iso(session.createdAtMs),
    updated_at: iso(session.lastEventAtMs),
    last_event_at: iso(session.lastEventAtMs),
    user_message_count: session.userMessageCount,
  };
}

export function v1Row(session: CcrSession): Payload {
  return {
    type: 'session',
    id: session.id.replace(/^cse_/, 'session_'),
    title: session.title,
    session_status: session.isArchived ? 'archived' : session.workerStatus,
    environment_id: null,
    session_context: { cwd: session.cwd, model: session.model, sources: [], outcomes: [] },
    created_at: iso(session.createdAtMs),
    updated_at: iso(session.lastEventAtMs),
  };
}
