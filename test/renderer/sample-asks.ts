import { askKey, connectionId, requestId, sessionId } from '../../shared/ids.ts';
import { askDetail } from '../../main/domain/ask-detail.ts';
import type { AskDetail, AskView } from '../../shared/model/app-view.ts';
import type { PermissionRequest } from '../../shared/model/permission-request.ts';
import type { SessionView } from '../../shared/model/app-view.ts';

export interface SampleAsk {
  readonly view: AskView;
  readonly detail: AskDetail;
}

export interface SampleAskInput {
  readonly id: string;
  readonly session: SessionView;
  readonly ageMs: number;
  readonly nowMs: number;
  readonly request: Partial<PermissionRequest> & { readonly toolName: string; readonly input: unknown };
  readonly short?: string;
}

const allOffers = { allow: true, deny: true, denyWithReason: true, denyAndStop: true, edit: true } as const;

/** An ask as main would show it: its detail is made by the real builder. */
export function sampleAsk({ id, session, ageMs, nowMs, request, short }: SampleAskInput): SampleAsk {
  const { input, ...given } = request;
  const inputJson = given.inputJson ?? JSON.stringify(input);
  const inputHash = hashOf(`${id} ${inputJson}`);
  const full: PermissionRequest = {
    requestId: requestId(id),
    kind: 'tool',
    inputJson,
    inputHash,
    suggestions: [],
    requiresUserInteraction: false,
    defaultToNo: false,
    mayAlwaysAllow: true,
    offers: allOffers,
    ...given,
  };
  const key = askKey(connectionId(session.connectionId), sessionId(session.sessionId), full.requestId, inputHash);
  const place = {
    ...(session.cwd === undefined ? {} : { cwd: session.cwd }),
    ...(session.host === undefined ? {} : { host: session.host }),
  };
  const detail = askDetail(full, place, key);
  const view: AskView = {
    key,
    inputHash,
    requestId: full.requestId,
    connectionId: session.connectionId,
    connectionName: session.connectionName,
    practice: session.practice,
    sessionKey: session.key,
    sessionId: session.sessionId,
    sessionTitle: session.title,
    kind: full.kind,
    toolName: full.toolName,
    ...(full.displayName === undefined ? {} : { displayName: full.displayName }),
    short: short ?? inputJson.slice(0, 80),
    fits: inputJson.length < 100,
    askedAtMs: nowMs - ageMs,
    offers: full.offers,
    notSaved: false,
  };
  return { view, detail };
}

/** 64 hexadecimal digits that differ with the text; no secret hangs on it here. */
function hashOf(text: string): string {
  let state = 0x811c9dc5;
  let digits = '';
  for (let round = 0; round < 8; round++) {
    for (const letter of text) state = Math.imul(state ^ (letter.codePointAt(0) ?? 0) ^ round, 0x01000193) >>> 0;
    digits += state.toString(16).padStart(8, '0');
  }
  return digits;
}
