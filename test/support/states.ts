import type { SurfaceFacts } from '../../shared/model/app-view.ts';
import type { PermissionRequest } from '../../shared/model/permission-request.ts';
import type { ConnectionEntry } from '../../main/domain/session-registry.ts';
import { initialState, reduce, type AppEvent, type AppState } from '../../main/domain/state.ts';
import { aConnection, CONNECTION, SESSION } from './asks.ts';

const EVERYTHING: SurfaceFacts = {
  notifications: 'buttons',
  tray: true,
  keychain: true,
  platform: 'linux',
  version: '0',
};
const of = { connectionId: CONNECTION, sessionId: SESSION };

/** As Gatehouse begins, on a desktop that has everything. */
export function newState(over: Partial<SurfaceFacts> = {}): AppState {
  return initialState({ ...EVERYTHING, ...over });
}

/** What makes one live session, called Payments. */
export function liveSession(connection: Partial<ConnectionEntry> = {}): readonly AppEvent[] {
  return [
    { tag: 'connections-configured', connections: [aConnection(connection)] },
    { tag: 'session-facts', ...of, facts: { title: 'Payments' } },
    { tag: 'session-link', ...of, link: { tag: 'live', generation: 1 } },
  ];
}

/** The session asks this. */
export function asked(request: PermissionRequest, generation = 1): AppEvent {
  return { tag: 'asked', ...of, request, generation };
}

/** What becomes of a new state by these events, all at one moment. */
export function stateAfter(...events: readonly AppEvent[]): AppState {
  return events.reduce((state, event) => reduce(state, event, 1_000).state, newState());
}
