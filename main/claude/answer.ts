import type { Decision, QuestionAnswer } from '../../shared/model/decision.ts';
import type { PermissionRequest } from '../../shared/model/permission-request.ts';
import { PERMISSION_MODES } from '../../shared/model/session.ts';
import { readRawJson } from '../../shared/raw-json.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { successResponse } from './control-frames.ts';
import { elicitationWire, questionInputWire } from './wire.ts';

type AnswerError = { readonly code: 'not-offered' | 'not-valid' };
type Encoded = Result<string, AnswerError>;

/** A refusal must say something: the agent reads it. */
const DENIED = 'The person you are working for did not allow this.';

/**
 * The exact text that carries a decision. Raw input and raw rules are spliced in byte for byte, never re-serialised.
 *
 * @source docs/protocols/ccr.md#permission-result
 */
export function encodeAnswer(request: PermissionRequest, decision: Decision, answerId: string): Encoded {
  const body = encodeBody(request, decision);
  return body.ok ? ok(successResponse(request.requestId, answerId, body.value)) : body;
}

function encodeBody(request: PermissionRequest, decision: Decision): Encoded {
  switch (decision.tag) {
    case 'allow':
      return request.kind === 'tool' && request.offers.allow ? encodeAllow(request, decision) : notOffered;
    case 'deny':
      return encodeDeny(request, decision);
    case 'answer':
      return request.kind === 'question' && request.offers.allow
        ? encodeQuestion(request, decision.answers)
        : notOffered;
    case 'approve-plan':
      return request.kind === 'plan' && request.offers.allow ? encodePlan(request, decision.mode) : notOffered;
    case 'submit':
      return request.kind === 'elicitation' && request.offers.allow
        ? encodeForm(request, decision.contentJson)
        : notOffered;
  }
}

const notOffered: Encoded = err({ code: 'not-offered' });
const notValid: Encoded = err({ code: 'not-valid' });

type Classification = 'user_temporary' | 'user_permanent' | 'user_reject';

interface AllowParts {
  readonly updatedInput: string;
  readonly updatedPermissions?: string;
  readonly classification: Classification;
}

function allowBody(request: PermissionRequest, parts: AllowParts): Encoded {
  const members = [`"behavior":"allow"`, `"updatedInput":${parts.updatedInput}`];
  if (parts.updatedPermissions !== undefined) members.push(`"updatedPermissions":[${parts.updatedPermissions}]`);
  if (request.toolUseId !== undefined) members.push(`"toolUseID":${JSON.stringify(request.toolUseId)}`);
  members.push(`"decisionClassification":"${parts.classification}"`);
  return ok(`{${members.join(',')}}`);
}

function encodeAllow(request: PermissionRequest, decision: Extract<Decision, { tag: 'allow' }>): Encoded {
  const { editedInputJson, suggestionIndex } = decision;
  if (editedInputJson !== undefined && !request.offers.edit) return notOffered;
  if (editedInputJson !== undefined && !isObjectText(editedInputJson)) return notValid;
  const updatedInput = editedInputJson?.trim() ?? request.inputJson;
  if (suggestionIndex === undefined) return allowBody(request, { updatedInput, classification: 'user_temporary' });
  const suggestion = request.suggestions[suggestionIndex];
  if (suggestion === undefined || !request.mayAlwaysAllow) return notOffered;
  const classification = suggestion.destination === 'session' ? 'user_temporary' : 'user_permanent';
  return allowBody(request, { updatedInput, updatedPermissions: suggestion.raw, classification });
}

function encodeDeny(request: PermissionRequest, decision: Extract<Decision, { tag: 'deny' }>): Encoded {
  const { offers } = request;
  if (!offers.deny || (decision.stop && !offers.denyAndStop)) return notOffered;
  if (decision.reason !== undefined && !offers.denyWithReason) return notOffered;
  if (request.kind === 'elicitation') return ok('{"action":"decline"}');
  return ok(
    JSON.stringify({
      behavior: 'deny',
      message: decision.reason === undefined || decision.reason.trim() === '' ? DENIED : decision.reason,
      ...(decision.stop && { interrupt: true }),
      ...(request.toolUseId !== undefined && { toolUseID: request.toolUseId }),
      decisionClassification: 'user_reject' satisfies Classification,
    }),
  );
}

/** The answers go behind all that was asked; a member `answers` that was there before loses, as the last one counts. */
function encodeQuestion(request: PermissionRequest, answers: readonly QuestionAnswer[]): Encoded {
  const asked = readObject(request.inputJson);
  const questions = questionInputWire.safeParse(asked);
  if (!questions.success || answers.length === 0) return notValid;
  const known = new Set(questions.data.questions.map(({ question }) => question));
  const members = new Map<string, string>();
  for (const { question, answer } of answers) {
    if (!known.has(question) || members.has(question) || answer.trim() === '') return notValid;
    members.set(question, `${JSON.stringify(question)}:${JSON.stringify(answer)}`);
  }
  const open = request.inputJson.trimEnd().slice(0, -1);
  const updatedInput = `${open},"answers":{${[...members.values()].join(',')}}}`;
  return allowBody(request, { updatedInput, classification: 'user_temporary' });
}

function encodePlan(request: PermissionRequest, mode: string): Encoded {
  if (!PERMISSION_MODES.some((known) => known === mode)) return notValid;
  const updatedPermissions = JSON.stringify({ type: 'setMode', mode, destination: 'session' });
  return allowBody(request, { updatedInput: request.inputJson, updatedPermissions, classification: 'user_temporary' });
}

function encodeForm(request: PermissionRequest, contentJson: string): Encoded {
  const asked = elicitationWire.safeParse(readObject(request.inputJson));
  if (!asked.success || !isObjectText(contentJson)) return notValid;
  // In url mode the answer itself was given elsewhere: there is nothing to hand over.
  if (asked.data.mode === 'url') return ok('{"action":"accept"}');
  return ok(`{"action":"accept","content":${contentJson.trim()}}`);
}

function isObjectText(text: string): boolean {
  const read = readRawJson(text);
  return read.ok && read.value.tag === 'object';
}

function readObject(text: string): unknown {
  return isObjectText(text) ? JSON.parse(text) : undefined;
}
