declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** One configured account or server. Chosen by the person or the managed configuration. */
export type ConnectionId = Branded<'ConnectionId'>;
/** The far side's id of one agent conversation. Unique within its connection only. */
export type SessionId = Branded<'SessionId'>;
/** The far side's id of one permission request. Unique within its session only. */
export type RequestId = Branded<'RequestId'>;
/** `connection/session`, safe as a Map key across connections. */
export type SessionKey = Branded<'SessionKey'>;
/** `connection/session/request/hash`: one ask with one input. Changed input is another key. */
export type AskKey = Branded<'AskKey'>;

export const connectionId = (text: string) => text as ConnectionId;
export const sessionId = (text: string) => text as SessionId;
export const requestId = (text: string) => text as RequestId;

const part = (text: string) => encodeURIComponent(text);

export function sessionKey(connection: ConnectionId, session: SessionId): SessionKey {
  return `${part(connection)}/${part(session)}` as SessionKey;
}

/** @param inputHash hex sha-256 over what was asked; 32 digits of it are enough to tell revisions apart. */
export function askKey(connection: ConnectionId, session: SessionId, request: RequestId, inputHash: string): AskKey {
  return `${sessionKey(connection, session)}/${part(request)}/${inputHash.slice(0, 32)}` as AskKey;
}
