import * as z from 'zod';

/** What a line of the trial run tells. */
export type TrialNews =
  /** The hook for asks: it was called, it answered, or it had no opinion. */
  | { readonly tag: 'hook'; readonly decision: 'waiting' | 'allow' | 'deny' | 'none' }
  /** The host is asked, as it always is beside the hook. */
  | { readonly tag: 'ask' }
  | { readonly tag: 'result'; readonly text: string };

const lineSchema = z.union([
  z.looseObject({ subtype: z.literal('hook_started'), hook_event: z.literal('PermissionRequest') }),
  z.looseObject({
    subtype: z.literal('hook_response'),
    hook_event: z.literal('PermissionRequest'),
    output: z.string().catch(''),
  }),
  z.looseObject({ type: z.literal('control_request'), request: z.looseObject({ subtype: z.literal('can_use_tool') }) }),
  z.looseObject({ type: z.literal('result'), result: z.string().catch('') }),
]);

const outputSchema = z.object({
  hookSpecificOutput: z.object({ decision: z.object({ behavior: z.enum(['allow', 'deny']) }) }),
});

export function readTrialLine(line: Uint8Array): readonly TrialNews[] {
  const read = lineSchema.safeParse(parsed(new TextDecoder().decode(line)));
  if (!read.success) return [];
  const { data } = read;
  if ('hook_event' in data) {
    if (data.subtype === 'hook_started') return [{ tag: 'hook', decision: 'waiting' }];
    const output = outputSchema.safeParse(parsed('output' in data ? String(data['output']) : ''));
    return [{ tag: 'hook', decision: output.success ? output.data.hookSpecificOutput.decision.behavior : 'none' }];
  }
  if (data.type === 'control_request') return [{ tag: 'ask' }];
  return [{ tag: 'result', text: String(data['result']) }];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
