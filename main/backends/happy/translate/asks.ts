import { isRecord } from '../../../claude/frame.ts';
import { present } from '../../../claude/present.ts';
import { bareAsk, inputHash, NO_OFFERS } from '../../../claude/tool-ask.ts';
import { requestId } from '../../../../shared/ids.ts';
import type { AskKind, AskOffers, OnlyDeny, PermissionRequest } from '../../../../shared/model/permission-request.ts';
import { cutRaw } from '../../../../shared/raw-json.ts';
import type { AgentState, OpenRequest } from '../wire/agent-state.ts';
import { editJson } from '../wire/edit-json.ts';
import { mayCall, type AgentStyle } from './agent-style.ts';
import { sessionGrants } from './grants.ts';

/** What is needed besides the state itself. */
export interface AskContext {
  readonly style: AgentStyle;
  /** The plan that belongs to a tool call, found in the messages; undefined where it did not come yet. */
  readonly planOf: (toolUseId: string) => string | undefined;
}

/** @returns what waits for an answer, in the order in which it was raised */
export function readAsks(state: AgentState, context: AskContext): readonly PermissionRequest[] {
  return state.requests
    .toSorted((a, b) => (a.createdAtMs ?? 0) - (b.createdAtMs ?? 0))
    .map((request) => askOf(request, context));
}

/** A plan ask without its plan: it follows in a message, mostly within a tenth of a second. */
export function lacksPlan(request: PermissionRequest): boolean {
  return request.kind === 'plan' && !request.offers.allow;
}

const KIND_BY_TOOL: ReadonlyMap<string, AskKind> = new Map([
  ['AskUserQuestion', 'question'],
  ['ExitPlanMode', 'plan'],
  ['exit_plan_mode', 'plan'],
]);

function askOf(request: OpenRequest, { style, planOf }: AskContext): PermissionRequest {
  const { tool, createdAtMs } = request;
  const isClaude = style.tag === 'claude';
  const kind = isClaude ? (KIND_BY_TOOL.get(tool) ?? 'tool') : 'tool';
  const toolUseId = request.toolUseId ?? request.id;
  const inputJson = kind === 'plan' ? withPlan(request.argumentsJson, planOf(toolUseId)) : request.argumentsJson;
  const onlyDeny = onlyDenyOf(kind, inputJson, style);
  const facts = present<Pick<PermissionRequest, 'agentId' | 'mcpServer' | 'onlyDeny'>>({
    agentId: isClaude ? agentIdOf(request) : undefined,
    mcpServer: mcpServerOf(tool),
    onlyDeny,
  });
  const suggestions = kind === 'tool' ? sessionGrants(style, tool, inputJson) : [];
  return {
    ...bareAsk(kind, requestId(request.id), tool, inputJson),
    ...facts,
    toolUseId,
    // One call may ask twice under the same id and with the same input: the second time is another ask.
    inputHash: inputHash(kind, tool, createdAtMs === undefined ? inputJson : `${createdAtMs}\0${inputJson}`),
    suggestions,
    requiresUserInteraction: kind !== 'tool',
    mayAlwaysAllow: suggestions.length > 0,
    offers: mayCall(style, 'permission') ? offersOf(kind, inputJson, style, onlyDeny === undefined) : NO_OFFERS,
  };
}

function offersOf(kind: AskKind, inputJson: string, style: AgentStyle, mayAllow: boolean): AskOffers {
  if (style.tag === 'other') return { ...NO_OFFERS, allow: true, deny: true, denyAndStop: true };
  // A refusal always ends the turn of a Claude that runs under this program: there is no second kind of it.
  const claude = { allow: mayAllow, deny: true, denyWithReason: true, denyAndStop: false };
  return { ...claude, edit: kind === 'tool' && style.takesInput && isObject(inputJson) };
}

function onlyDenyOf(kind: AskKind, inputJson: string, style: AgentStyle): OnlyDeny | undefined {
  if (kind === 'question' && !style.takesInput) return 'takes-no-answers';
  if (kind === 'plan' && !hasPlan(inputJson)) return 'plan-is-missing';
  return undefined;
}

/** Newer programs leave the plan out of the request; what is to be approved is put where it would have been. */
function withPlan(argumentsJson: string, plan: string | undefined): string {
  if (plan === undefined || hasPlan(argumentsJson)) return argumentsJson;
  const whole = editJson(argumentsJson, [{ path: ['plan'], raw: JSON.stringify(plan) }]);
  return whole.ok ? whole.value : argumentsJson;
}

function hasPlan(argumentsJson: string): boolean {
  const raw = cutRaw(argumentsJson, ['plan']);
  return raw?.startsWith('"') === true && raw !== '""';
}

function isObject(argumentsJson: string): boolean {
  return isRecord(JSON.parse(argumentsJson));
}

/** A sub-agent's request is called by both its names. */
function agentIdOf({ id, toolUseId }: OpenRequest): string | undefined {
  const suffix = `:${toolUseId ?? ''}`;
  return toolUseId !== undefined && id.endsWith(suffix) && id !== suffix ? id.slice(0, -suffix.length) : undefined;
}

function mcpServerOf(tool: string): { readonly name: string } | undefined {
  const name = /^mcp__(.+?)__./.exec(tool)?.[1];
  return name === undefined ? undefined : { name };
}
