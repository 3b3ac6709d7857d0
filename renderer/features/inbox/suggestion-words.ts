import type { PermissionSuggestion } from '../../../shared/model/permission-request.ts';
import { isPlainGrant, ruleText } from '../../../shared/model/permission-rule.ts';
import { words } from '../../../shared/strings/window.ts';

export const modeWords = (mode: string): string =>
  Object.hasOwn(words.common.modes, mode) ? (words.common.modes[mode] ?? mode) : mode;

/** The name of one "always" entry: what it grants, exactly. */
export function suggestionLabel(suggestion: PermissionSuggestion): string {
  switch (suggestion.tag) {
    case 'mode':
      return words.inbox.alwaysLabel(words.inbox.modeRule(modeWords(suggestion.mode)));
    case 'directories': {
      const directories = suggestion.directories.join(', ');
      return suggestion.how === 'add'
        ? words.inbox.alwaysLabel(words.inbox.directoriesRule(directories))
        : words.inbox.removeDirectoriesRule(directories);
    }
    case 'rules': {
      const rules = suggestion.rules.map(ruleText).join(', ');
      if (suggestion.how === 'remove') return words.inbox.removeRuleLabel(rules);
      if (suggestion.how === 'replace') return words.inbox.replaceRuleLabel(rules);
      if (suggestion.behavior === 'deny') return words.inbox.alwaysDenyLabel(rules);
      if (suggestion.behavior === 'ask') return words.inbox.alwaysAskLabel(rules);
      return words.inbox.alwaysLabel(rules);
    }
  }
}

/** What must be said and confirmed before this entry is granted; undefined where one click is enough. */
export function secondStepWords(suggestion: PermissionSuggestion): string | undefined {
  if (suggestion.tag === 'mode') return words.inbox.secondStep.mode(modeWords(suggestion.mode));
  if (suggestion.tag === 'directories') return words.inbox.secondStep.wildcard;
  if (suggestion.how !== 'add') return words.inbox.secondStep.replace;
  const hasWildcard = suggestion.rules.some((rule) => rule.ruleContent?.includes('*') ?? true);
  return isPlainGrant(suggestion) && !hasWildcard ? undefined : words.inbox.secondStep.wildcard;
}
