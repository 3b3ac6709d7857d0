import type { PermissionSuggestion } from '../../shared/model/permission-request.ts';
import { cutItems } from '../../shared/raw-json.ts';
import { present } from './present.ts';
import { permissionUpdateWire } from './wire.ts';

/** The far side's own limit for one answer. */
const MAX_SUGGESTIONS = 4_096;

/** Reads ready-made "always" entries, each with its original text. An entry of an unknown kind is not offered. */
export function readSuggestions(text: string, path: readonly string[]): readonly PermissionSuggestion[] {
  const raws = cutItems(text, path) ?? [];
  return raws.slice(0, MAX_SUGGESTIONS).flatMap((raw) => readSuggestion(raw) ?? []);
}

function readSuggestion(raw: string): PermissionSuggestion | null {
  const read = permissionUpdateWire.safeParse(JSON.parse(raw));
  if (!read.success) return null;
  const update = read.data;
  switch (update.type) {
    case 'setMode':
      return { tag: 'mode', raw, mode: update.mode, destination: update.destination };
    case 'addDirectories':
    case 'removeDirectories': {
      const how = update.type === 'addDirectories' ? 'add' : 'remove';
      return { tag: 'directories', raw, how, directories: update.directories, destination: update.destination };
    }
    default: {
      const rules = update.rules.map(({ toolName, ruleContent }) => ({
        toolName,
        ...present<{ ruleContent?: string }>({ ruleContent }),
      }));
      const how = update.type === 'addRules' ? 'add' : update.type === 'replaceRules' ? 'replace' : 'remove';
      return { tag: 'rules', raw, behavior: update.behavior, rules, destination: update.destination, how };
    }
  }
}
