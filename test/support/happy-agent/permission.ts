/** What answers look like, and what each means to the agent that asked. */
import { z } from 'zod';

export const permissionParams = z.looseObject({
  id: z.string(),
  approved: z.boolean(),
  reason: z.string().optional(),
  mode: z.enum(['default', 'acceptEdits', 'bypassPermissions', 'plan']).optional(),
  allowTools: z.array(z.string()).optional(),
  updatedInput: z.record(z.string(), z.unknown()).optional(),
  decision: z.enum(['approved', 'approved_for_session', 'denied', 'abort']).optional(),
});
export type PermissionParams = z.infer<typeof permissionParams>;

/** How a request ended. */
export interface Outcome {
  readonly status: 'approved' | 'denied' | 'canceled';
  /** Null when nobody answered by a call: the terminal did, or it was withdrawn. */
  readonly params: PermissionParams | null;
  /** What the tool runs with, answers merged in. */
  readonly input: unknown;
  readonly isTurnOver: boolean;
}

/** Claude reads `approved`, mode, grants, reason and input; Codex reads the decision, and a bare "no" stops it. */
export function readAnswer(
  params: PermissionParams,
  input: unknown,
  agent: { readonly isClaude: boolean; readonly mergesInput: boolean },
): Outcome {
  const status = params.approved ? 'approved' : 'denied';
  if (!agent.isClaude) return { status, params, input, isTurnOver: !params.approved && params.decision !== 'denied' };
  const isMerged = agent.mergesInput && params.approved && params.updatedInput !== undefined;
  const merged = isMerged && typeof input === 'object' ? { ...input, ...params.updatedInput } : input;
  return { status, params, input: merged, isTurnOver: !params.approved };
}

/** The grant that lets the same thing run again; a whole `Bash` is not one. */
export function isGranted(grants: ReadonlySet<string>, tool: string, input: unknown): boolean {
  if (tool !== 'Bash') return grants.has(tool);
  const command =
    typeof input === 'object' && input !== null && 'command' in input && typeof input.command === 'string'
      ? input.command
      : '';
  return [...grants].some((grant) => {
    const prefix = /^Bash\((.*):\*\)$/s.exec(grant)?.[1];
    return grant === `Bash(${command})` || (prefix !== undefined && command.startsWith(prefix));
  });
}
