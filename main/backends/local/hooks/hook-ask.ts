import type { RequestId } from '../../../../shared/ids.ts';
import type { PermissionRequest } from '../../../../shared/model/permission-request.ts';
import { readSuggestions } from '../../../claude/suggestions.ts';
import { toolAsk } from '../../../claude/tool-ask.ts';
import type { HookCall } from '../gateway/hook-call.ts';
import type { HookNews, HookOrigin } from './read-hook.ts';
import { claimWire } from './wire.ts';

/** Builds the ask that a held PermissionRequest hook stands for. */
export function hookAsk(
  call: Pick<HookCall, 'body' | 'value'>,
  origin: HookOrigin,
  news: Extract<HookNews, { tag: 'permission-asked' }>,
  ids: { readonly requestId: RequestId; readonly toolUseId: string | null },
  terminalIsSilent: boolean,
): PermissionRequest {
  const claim = news.toolName === 'Bash' ? claimWire.safeParse(call.value).data?.tool_input.description : undefined;
  const request = toolAsk(
    {
      tool_name: news.toolName,
      tool_use_id: ids.toolUseId ?? undefined,
      agent_id: origin.agentId ?? undefined,
      description: claim,
    },
    {
      requestId: ids.requestId,
      inputJson: news.inputJson,
      suggestions: readSuggestions(call.body, ['permission_suggestions']),
    },
  );
  return terminalIsSilent ? { ...request, terminalIsSilent } : request;
}
