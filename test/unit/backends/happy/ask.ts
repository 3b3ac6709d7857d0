import { agentStyle } from '../../../../main/backends/happy/translate/agent-style.ts';
import { readAsks } from '../../../../main/backends/happy/translate/asks.ts';
import { readAgentState } from '../../../../main/backends/happy/wire/agent-state.ts';
import { readMetadata, type SessionMetadata } from '../../../../main/backends/happy/wire/metadata.ts';
import type { PermissionRequest } from '../../../../shared/model/permission-request.ts';

export const CLAUDE = { flavor: 'claude', version: '1.2.5' };
export const OLD_CLAUDE = { flavor: 'claude', version: '0.13.0' };
export const CODEX = { flavor: 'codex', version: '1.2.5' };

export function metadataOf(members: object): SessionMetadata {
  const read = readMetadata(JSON.stringify(members));
  if (!read.ok) throw new Error('not metadata');
  return read.value;
}

/** @param requests  text of `agentState.requests` */
export function asksOf(
  metadata: object,
  requests: string,
  plans: Readonly<Record<string, string>> = {},
): readonly PermissionRequest[] {
  const state = readAgentState(`{"requests":${requests}}`);
  if (!state.ok) throw new Error('not a state');
  return readAsks(state.value, { style: agentStyle(metadataOf(metadata)), planOf: (id) => plans[id] });
}

/** @param argumentsJson  as its program wrote them */
export function askOf(
  metadata: object,
  tool: string,
  argumentsJson: string,
  plans: Readonly<Record<string, string>> = {},
): PermissionRequest {
  const [ask] = asksOf(metadata, `{"toolu_01":{"tool":"${tool}","arguments":${argumentsJson},"createdAt":1}}`, plans);
  if (ask === undefined) throw new Error('no ask');
  return ask;
}
