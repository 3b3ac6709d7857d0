import { isRecord } from '../../claude/frame.ts';
import { isObjectText } from '../../claude/verdict.ts';
import type { Decision, QuestionAnswer } from '../../../shared/model/decision.ts';
import type { PermissionRequest } from '../../../shared/model/permission-request.ts';
import { cutMembers } from '../../../shared/raw-json.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { questionInputWire } from '../../claude/wire.ts';
import { readGrant } from './translate/grants.ts';

export interface AnswerError {
  readonly code: 'not-offered' | 'not-valid';
}

/** Members of the parameters besides the id, each as JSON text. */
type Params = Readonly<Record<string, string>>;
type Read = Result<Params, AnswerError>;

const notOffered: Read = err({ code: 'not-offered' });
const notValid: Read = err({ code: 'not-valid' });

/** Both words are always sent: Claude's program reads the first, all others the second. */
const ALLOWED: Params = { approved: 'true', decision: '"approved"' };

/** The modes that Claude's program takes after a plan. */
const MODES_AFTER_PLAN: ReadonlySet<string> = new Set(['default', 'acceptEdits', 'bypassPermissions']);

/**
 * The parameters of the `permission` call that carries a decision, as JSON text. Input that was not edited is not sent: the
 * agent's program has it as the agent wrote it, and puts what comes over it member by member.
 *
 * @source docs/protocols/happy.md#answering
 */
export function encodeAnswer(request: PermissionRequest, decision: Decision): Result<string, AnswerError> {
  const params = paramsOf(request, decision);
  if (!params.ok) return params;
  return ok(objectText({ id: JSON.stringify(request.requestId), ...params.value }));
}

function paramsOf(request: PermissionRequest, decision: Decision): Read {
  const { kind, offers } = request;
  switch (decision.tag) {
    case 'allow':
      return kind === 'tool' && offers.allow ? allow(request, decision) : notOffered;
    case 'deny':
      return deny(request, decision);
    case 'answer':
      return kind === 'question' && offers.allow ? question(request, decision.answers) : notOffered;
    case 'approve-plan':
      if (kind !== 'plan' || !offers.allow) return notOffered;
      return MODES_AFTER_PLAN.has(decision.mode) ? ok({ ...ALLOWED, mode: JSON.stringify(decision.mode) }) : notValid;
    case 'submit':
      return notOffered;
  }
}

function allow(request: PermissionRequest, decision: Extract<Decision, { tag: 'allow' }>): Read {
  const { editedInputJson, suggestionIndex } = decision;
  const edited = editedInputJson === undefined ? ok({}) : edit(request, editedInputJson);
  if (!edited.ok || suggestionIndex === undefined) return edited.ok ? ok({ ...ALLOWED, ...edited.value }) : edited;
  const suggestion = request.mayAlwaysAllow ? request.suggestions[suggestionIndex] : undefined;
  const grant = suggestion === undefined ? null : readGrant(suggestion);
  if (grant === null) return notOffered;
  const members = Object.entries(grant).map(([key, value]) => [key, JSON.stringify(value)] as const);
  return ok({ ...ALLOWED, ...edited.value, ...Object.fromEntries(members) });
}

/** What was taken away would stay: only changed and added members can be told. */
function edit(request: PermissionRequest, editedInputJson: string): Read {
  if (!request.offers.edit) return notOffered;
  if (!isObjectText(editedInputJson)) return notValid;
  const before = cutMembers(request.inputJson, []);
  const after = cutMembers(editedInputJson, []);
  if (before === undefined || after === undefined) return notValid;
  if ([...before.keys()].some((key) => !after.has(key))) return notValid;
  const changed = [...after].filter(([key, raw]) => before.get(key) !== raw);
  return ok(changed.length === 0 ? {} : { updatedInput: objectText(new Map(changed)) });
}

function deny(request: PermissionRequest, decision: Extract<Decision, { tag: 'deny' }>): Read {
  const { offers } = request;
  if (!offers.deny || (decision.stop && !offers.denyAndStop)) return notOffered;
  if (decision.reason !== undefined && !offers.denyWithReason) return notOffered;
  const reason = decision.reason?.trim() ?? '';
  return ok({
    approved: 'false',
    decision: decision.stop ? '"abort"' : '"denied"',
    ...(reason !== '' && { reason: JSON.stringify(reason) }),
  });
}

function question(request: PermissionRequest, answers: readonly QuestionAnswer[]): Read {
  const input: unknown = JSON.parse(request.inputJson);
  const questions = questionInputWire.safeParse(isRecord(input) ? input : undefined);
  if (!questions.success || answers.length === 0) return notValid;
  const known = new Set(questions.data.questions.map((asked) => asked.question));
  const given = new Map<string, string>();
  for (const { question: asked, answer } of answers) {
    if (!known.has(asked) || given.has(asked) || answer.trim() === '') return notValid;
    given.set(asked, JSON.stringify(answer));
  }
  return ok({ ...ALLOWED, updatedInput: objectText({ answers: objectText(given) }) });
}

function objectText(members: Params | ReadonlyMap<string, string>): string {
  const entries = members instanceof Map ? [...members] : Object.entries(members);
  return `{${entries.map(([key, raw]) => `${JSON.stringify(key)}:${raw}`).join(',')}}`;
}
