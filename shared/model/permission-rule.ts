import type { PermissionSuggestion } from './permission-request.ts';

/** `Bash(npm test:*)`, the form in which Claude Code writes a rule. */
export function ruleText(rule: { readonly toolName: string; readonly ruleContent?: string }): string {
  return rule.ruleContent === undefined ? rule.toolName : `${rule.toolName}(${rule.ruleContent})`;
}

/** True for a rule that lets a whole tool through, or anything at all: it takes a second step to grant. */
function isBroadRule(rule: { readonly toolName: string; readonly ruleContent?: string }): boolean {
  return rule.toolName.includes('*') || rule.ruleContent === undefined || /^[\s:*/]*$/.test(rule.ruleContent);
}

/** True if one click may grant it: it only adds narrow allow rules. Mode switches and everything else take a second step. */
export function isPlainGrant(suggestion: PermissionSuggestion): boolean {
  return (
    suggestion.tag === 'rules' &&
    suggestion.behavior === 'allow' &&
    suggestion.how === 'add' &&
    suggestion.rules.length > 0 &&
    !suggestion.rules.some(isBroadRule)
  );
}
