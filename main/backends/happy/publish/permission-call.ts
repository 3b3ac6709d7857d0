import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { isRecord, readJson } from '../../../claude/frame.ts';
import type { Decision } from '../../../../shared/model/decision.ts';
import type { PermissionRequest } from '../../../../shared/model/permission-request.ts';
import { ruleText } from '../../../../shared/model/permission-rule.ts';
import { PERMISSION_MODES } from '../../../../shared/model/session.ts';
import { err, ok, type Result } from '../../../../shared/result.ts';
import type { OtherDeviceWords } from '../../../../shared/strings/other-devices.ts';
import { editJson } from '../wire/edit-json.ts';

/** `permission`, as another device calls it. What is of the wrong type makes the whole call unreadable: nothing is guessed. */
export const permissionWire = z.looseObject({
  id: z.string().min(1).max(1_000),
  approved: z.boolean(),
  reason: z.string().nullish(),
  mode: z.string().nullish(),
  allowTools: z.array(z.string()).nullish(),
  updatedInput: z.record(z.string(), z.unknown()).nullish(),
  decision: z.enum(['approved', 'approved_for_session', 'denied', 'abort']).nullish(),
});
export type PermissionCall = z.infer<typeof permissionWire>;

/** Why nothing was decided. */
export type AnswerFault = keyof OtherDeviceWords['answers'];

/** What a call comes to. */
export interface Ruling {
  readonly decision: Decision;
  /** The session is to go on in this mode, which the ask itself could not grant. */
  readonly thenMode?: string;
  /** What was granted beyond this one call, for the record. */
  readonly granted?: { readonly mode?: string; readonly allowTools?: readonly string[] };
  /** More was wished for than this session can grant: said to the person. */
  readonly fellShort?: 'unknown-mode' | 'no-such-rule';
}

export function rulingOf(request: PermissionRequest, call: PermissionCall): Result<Ruling, AnswerFault> {
  const isRefusal = call.decision === 'denied' || call.decision === 'abort';
  if (call.approved && isRefusal) return err('yes-and-no');
  if (!call.approved) return ok({ decision: refusal(request, call) });
  switch (request.kind) {
    case 'tool':
      return allowed(request, call);
    case 'question':
      return answered(call);
    case 'plan':
      return planApproved(call);
    case 'elicitation':
    case 'dialog':
      return err('only-there');
  }
}

function refusal({ offers }: PermissionRequest, call: PermissionCall): Decision {
  const reason = call.reason?.trim() ?? '';
  const stop = call.decision === 'abort' && offers.denyAndStop;
  return { tag: 'deny', stop, ...(reason !== '' && offers.denyWithReason && { reason }) };
}

function allowed(request: PermissionRequest, call: PermissionCall): Result<Ruling, AnswerFault> {
  const edited = editedInput(request, call);
  if (!edited.ok) return edited;
  const allow = { tag: 'allow', ...edited.value } as const;
  if (call.mode !== undefined && call.mode !== null) return ok(withMode(request, allow, call.mode));
  if (call.allowTools !== undefined && call.allowTools !== null && call.allowTools.length > 0)
    return ok(withRules(request, allow, call.allowTools));
  return ok({ decision: allow });
}

type Allow = Extract<Decision, { tag: 'allow' }>;

function withMode(request: PermissionRequest, allow: Allow, mode: string): Ruling {
  if (mode === 'default') return { decision: allow };
  const index = request.suggestions.findIndex(
    (one) => one.tag === 'mode' && one.mode === mode && one.destination === 'session',
  );
  if (index >= 0 && request.mayAlwaysAllow)
    return { decision: { ...allow, suggestionIndex: index }, granted: { mode } };
  return isMode(mode)
    ? { decision: allow, thenMode: mode }
    : {
        decision: allow,
        fellShort: 'unknown-mode',
      };
}

/**
 * "For this session" must not become "for ever": a rule that the session offers to write into a file grants more than was
 * chosen, and one that matches other calls as well too.
 */
function withRules(request: PermissionRequest, allow: Allow, allowTools: readonly string[]): Ruling {
  const wanted = [...new Set(allowTools)].toSorted();
  const index = request.suggestions.findIndex(
    (one) =>
      one.tag === 'rules' &&
      one.behavior === 'allow' &&
      one.how === 'add' &&
      one.destination === 'session' &&
      isDeepStrictEqual([...new Set(one.rules.map(ruleText))].toSorted(), wanted),
  );
  return index >= 0 && request.mayAlwaysAllow
    ? { decision: { ...allow, suggestionIndex: index }, granted: { allowTools: wanted } }
    : {
        decision: allow,
        fellShort: 'no-such-rule',
      };
}

/** What comes is put over the input member by member; with nothing changed it is no edit. */
function editedInput(
  request: PermissionRequest,
  call: PermissionCall,
): Result<{ readonly editedInputJson?: string }, AnswerFault> {
  if (call.updatedInput === undefined || call.updatedInput === null) return ok({});
  const input = readJson(request.inputJson);
  const before = input.ok && isRecord(input.value) ? input.value : null;
  if (before === null) return err('input-fixed');
  const changed = Object.entries(call.updatedInput).filter(([key, value]) => !isDeepStrictEqual(value, before[key]));
  if (changed.length === 0) return ok({});
  // What it does not change stays as the agent wrote it, to the last digit of a number.
  const edits = changed.map(([key, value]) => ({ path: [key] as const, raw: JSON.stringify(value) }));
  const edited = request.offers.edit ? editJson(request.inputJson, edits) : null;
  return edited?.ok === true ? ok({ editedInputJson: edited.value }) : err('input-fixed');
}

const answersWire = z.object({ answers: z.record(z.string(), z.string()) });

function answered(call: PermissionCall): Result<Ruling, AnswerFault> {
  const read = answersWire.safeParse(call.updatedInput);
  const answers = Object.entries(read.success ? read.data.answers : {}).map(([question, answer]) => ({
    question,
    answer,
  }));
  if (answers.length === 0) return err('none-came');
  return ok({ decision: { tag: 'answer', answers } });
}

function planApproved(call: PermissionCall): Result<Ruling, AnswerFault> {
  const mode = call.mode ?? 'default';
  return isMode(mode) ? ok({ decision: { tag: 'approve-plan', mode }, granted: { mode } }) : err('unknown-mode');
}

function isMode(mode: string): boolean {
  return PERMISSION_MODES.some((known) => known === mode);
}
