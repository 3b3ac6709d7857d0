import type { AskKey } from '../../shared/ids.ts';
import type { AskDetail, InputPart, InputWarning } from '../../shared/model/app-view.ts';
import type { PermissionRequest } from '../../shared/model/permission-request.ts';
import { readRawJson } from '../../shared/raw-json.ts';
import { hidesSomething, makeVisible, type VisibleText } from '../../shared/visible-text.ts';
import { readForm, readPlan, readQuestions } from './ask-form.ts';
import { hasRepeatedKey, inputParts, rawField, type AskPlace } from './input-parts.ts';

export { askShort } from './ask-short.ts';

/** Longer than a person reads through without noticing that the end was never reached. */
const VERY_LONG_CHARS = 20_000;

/**
 * Everything about one ask, made for judging it: the whole input in parts, in visible form, and what is odd about it. The
 * agent's own words stand apart as its claim and never replace a part.
 */
export function askDetail(request: PermissionRequest, place: AskPlace, key: AskKey): AskDetail {
  const read = readRawJson(request.inputJson);
  const parts = read.ok ? inputParts(request.toolName, read.value, place) : [rawField('input', request.inputJson)];
  const warnings = new Set<InputWarning>(parts.flatMap(warningsOf));
  if (!read.ok) warnings.add('not-readable');
  else if (hasRepeatedKey(read.value)) warnings.add('repeated-key');
  if (request.inputJson.length > VERY_LONG_CHARS) warnings.add('very-long');

  const questions = read.ok && request.kind === 'question' ? readQuestions(read.value) : undefined;
  const plan = read.ok && request.kind === 'plan' ? readPlan(read.value) : undefined;
  const form = read.ok && request.kind === 'elicitation' ? readForm(read.value) : undefined;
  const { claim, decisionReason, decisionReasonType, blockedPath, matchedAskRule, agentId, mcpServer } = request;
  return {
    key,
    inputHash: request.inputHash,
    inputJson: request.inputJson,
    parts,
    warnings: WARNING_ORDER.filter((warning) => warnings.has(warning)),
    ...(claim === undefined ? {} : { claim: makeVisible(claim) }),
    ...(decisionReason === undefined ? {} : { decisionReason: makeVisible(decisionReason) }),
    ...(decisionReasonType === undefined ? {} : { decisionReasonType }),
    ...(request.onlyDeny === undefined ? {} : { onlyDeny: request.onlyDeny }),
    ...(blockedPath === undefined ? {} : { blockedPath: makeVisible(blockedPath) }),
    ...(matchedAskRule === undefined ? {} : { matchedAskRule }),
    ...(agentId === undefined ? {} : { agentId }),
    terminalIsSilent: request.terminalIsSilent === true,
    ...(mcpServer === undefined ? {} : { mcpServer }),
    suggestions: request.suggestions,
    requiresUserInteraction: request.requiresUserInteraction,
    defaultToNo: request.defaultToNo,
    ...(questions === undefined ? {} : { questions }),
    ...(plan === undefined ? {} : { plan }),
    ...(form === undefined ? {} : { form }),
  };
}

const WARNING_ORDER: readonly InputWarning[] = [
  'not-readable',
  'repeated-key',
  'hidden-characters',
  'mixed-scripts',
  'long-gap',
  'very-long',
];

const WARNING_OF_RUN = { hidden: 'hidden-characters', confusable: 'mixed-scripts', gap: 'long-gap' } as const;

function warningsOf(part: InputPart): readonly InputWarning[] {
  const found = new Set<InputWarning>();
  for (const text of textsOf(part)) {
    if (!hidesSomething(text)) continue;
    for (const run of text) if (run.tag !== 'text') found.add(WARNING_OF_RUN[run.tag]);
  }
  // A host all in letters of another script is not mixed, and still no name to trust by its looks.
  if (part.tag === 'url' && /[^ -~]/.test(part.host)) found.add('mixed-scripts');
  return [...found];
}

function textsOf(part: InputPart): readonly VisibleText[] {
  switch (part.tag) {
    case 'command':
    case 'url':
    case 'path':
      return [part.text];
    case 'new-file':
      return [part.content];
    case 'diff':
      return [part.before, part.after];
    case 'field':
      return [part.name, part.text];
  }
}
