import type { Decision, QuestionAnswer } from '../../shared/model/decision.ts';
import type { PermissionRequest } from '../../shared/model/permission-request.ts';
import { PERMISSION_MODES } from '../../shared/model/session.ts';
import { readRawJson } from '../../shared/raw-json.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { elicitationWire, questionInputWire } from './wire.ts';

export interface AnswerError {
  readonly code: 'not-offered' | 'not-valid';
}

export type Classification = 'user_temporary' | 'user_permanent' | 'user_reject';

/** A decision in Claude Code's terms. Each way to it writes the same thing down a little differently. */
export type Verdict =
  | {
      readonly tag: 'allow';
      /** Raw JSON text, as it came or as the person edited it. */
      readonly updatedInput: string;
      /** Raw JSON text of one rule. */
      readonly updatedPermission?: string;
      readonly classification: Classification;
    }
  | { readonly tag: 'deny'; readonly message: string; readonly interrupt: boolean }
  /** The whole result of an elicitation, as JSON text. */
  | { readonly tag: 'form'; readonly resultJson: string };

type Read = Result<Verdict, AnswerError>;

/** A refusal must say something: the agent reads it. */
const DENIED = 'The person you are working for did not allow this.';

const notOffered: Read = err({ code: 'not-offered' });
const notValid: Read = err({ code: 'not-valid' });

/**
 * What a decision about this ask comes to. Raw input and raw rules are taken over byte for byte, never re-serialised.
 *
 * @source docs/protocols/ccr.md#permission-result
 */
export function verdictOf(request: PermissionRequest, decision: Decision): Read {
  switch (decision.tag) {
    case 'allow':
      return request.kind === 'tool' && request.offers.allow ? allow(request, decision) : notOffered;
    case 'deny':
      return deny(request, decision);
    case 'answer':
      return request.kind === 'question' && request.offers.allow ? question(request, decision.answers) : notOffered;
    case 'approve-plan':
      return request.kind === 'plan' && request.offers.allow ? plan(request, decision.mode) : notOffered;
    case 'submit':
      return request.kind === 'elicitation' && request.offers.allow ? form(request, decision.contentJson) : notOffered;
  }
}

function allow(request: PermissionRequest, decision: Extract<Decision, { tag: 'allow' }>): Read {
  const { editedInputJson, suggestionIndex } = decision;
  if (editedInputJson !== undefined && !request.offers.edit) return notOffered;
  if (editedInputJson !== undefined && !isObjectText(editedInputJson)) return notValid;
  const updatedInput = editedInputJson?.trim() ?? request.inputJson;
  if (suggestionIndex === undefined) return ok({ tag: 'allow', updatedInput, classification: 'user_temporary' });
  const suggestion = request.suggestions[suggestionIndex];
  if (suggestion === undefined || !request.mayAlwaysAllow) return notOffered;
  const classification = suggestion.destination === 'session' ? 'user_temporary' : 'user_permanent';
  return ok({ tag: 'allow', updatedInput, updatedPermission: suggestion.raw, classification });
}

function deny(request: PermissionRequest, decision: Extract<Decision, { tag: 'deny' }>): Read {
  const { offers } = request;
  if (!offers.deny || (decision.stop && !offers.denyAndStop)) return notOffered;
  if (decision.reason !== undefined && !offers.denyWithReason) return notOffered;
  if (request.kind === 'elicitation') return ok({ tag: 'form', resultJson: '{"action":"decline"}' });
  const message = decision.reason === undefined || decision.reason.trim() === '' ? DENIED : decision.reason;
  return ok({ tag: 'deny', message, interrupt: decision.stop });
}

/** The answers go behind all that was asked; a member `answers` that was there before loses, as the last one counts. */
function question(request: PermissionRequest, answers: readonly QuestionAnswer[]): Read {
  const questions = questionInputWire.safeParse(readObject(request.inputJson));
  if (!questions.success || answers.length === 0) return notValid;
  const known = new Set(questions.data.questions.map((asked) => asked.question));
  const members = new Map<string, string>();
  for (const { question: asked, answer } of answers) {
    if (!known.has(asked) || members.has(asked) || answer.trim() === '') return notValid;
    members.set(asked, `${JSON.stringify(asked)}:${JSON.stringify(answer)}`);
  }
  const open = request.inputJson.trimEnd().slice(0, -1);
  const updatedInput = `${open},"answers":{${[...members.values()].join(',')}}}`;
  return ok({ tag: 'allow', updatedInput, classification: 'user_temporary' });
}

function plan(request: PermissionRequest, mode: string): Read {
  if (!PERMISSION_MODES.some((known) => known === mode)) return notValid;
  const updatedPermission = JSON.stringify({ type: 'setMode', mode, destination: 'session' });
  return ok({ tag: 'allow', updatedInput: request.inputJson, updatedPermission, classification: 'user_temporary' });
}

function form(request: PermissionRequest, contentJson: string): Read {
  const asked = elicitationWire.safeParse(readObject(request.inputJson));
  if (!asked.success || !isObjectText(contentJson)) return notValid;
  // In url mode the answer itself was given elsewhere: there is nothing to hand over.
  if (asked.data.mode === 'url') return ok({ tag: 'form', resultJson: '{"action":"accept"}' });
  return ok({ tag: 'form', resultJson: `{"action":"accept","content":${contentJson.trim()}}` });
}

export function isObjectText(text: string): boolean {
  const read = readRawJson(text);
  return read.ok && read.value.tag === 'object';
}

function readObject(text: string): unknown {
  return isObjectText(text) ? JSON.parse(text) : undefined;
}
