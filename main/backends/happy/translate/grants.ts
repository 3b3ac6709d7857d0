import * as z from 'zod';
import type { PermissionSuggestion } from '../../../../shared/model/permission-request.ts';
import type { AgentStyle } from './agent-style.ts';
import { commandText } from './command-text.ts';

/**
 * The ready-made "for this session" entries of an ask. `raw` = the members that an answer carries for it. All of them live
 * in the memory of the agent's program and end with it, and with a refusal too.
 */
export function sessionGrants(style: AgentStyle, tool: string, inputJson: string): readonly PermissionSuggestion[] {
  if (style.tag === 'other') {
    // The agent decides what it will not ask again: for a command of Codex just this one, else whatever the tool does.
    const command = tool === 'CodexBash' ? commandText(inputJson) : undefined;
    return [grant({ decision: 'approved_for_session' }, tool, command)];
  }
  if (tool === 'Bash') {
    const command = commandText(inputJson);
    // Others are dropped in silence, or read as the beginning of many commands.
    if (command === undefined || !/^.+$/.test(command) || command.endsWith(':*')) return [];
    return [grant({ allowTools: [`Bash(${command})`] }, tool, command)];
  }
  if (/^Bash\b/.test(tool)) return []; // would be read as a rule of Bash
  const wholeTool = grant({ allowTools: [tool] }, tool, undefined);
  return EDITORS.has(tool) ? [ACCEPT_EDITS, wholeTool] : [wholeTool];
}

/** What the mode `acceptEdits` lets through. */
const EDITORS: ReadonlySet<string> = new Set(['Edit', 'MultiEdit', 'Write', 'NotebookEdit']);

const ACCEPT_EDITS: PermissionSuggestion = {
  tag: 'mode',
  raw: JSON.stringify({ mode: 'acceptEdits' }),
  mode: 'acceptEdits',
  destination: 'session',
};

const grantWire = z.object({
  allowTools: z.array(z.string()).optional(),
  mode: z.string().optional(),
  decision: z.literal('approved_for_session').optional(),
});
export type Grant = z.infer<typeof grantWire>;

/** Reads `raw` back. @returns null for an entry that is not one of ours */
export function readGrant(suggestion: PermissionSuggestion): Grant | null {
  const read = grantWire.safeParse(JSON.parse(suggestion.raw));
  return read.success ? read.data : null;
}

function grant(members: Grant, toolName: string, ruleContent: string | undefined): PermissionSuggestion {
  const rule = ruleContent === undefined ? { toolName } : { toolName, ruleContent };
  const raw = JSON.stringify(members);
  return { tag: 'rules', raw, behavior: 'allow', rules: [rule], destination: 'session', how: 'add' };
}
