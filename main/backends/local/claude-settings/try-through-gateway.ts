import { request } from 'node:http';
import * as z from 'zod';
import type { ClaudeTest } from '../../../../shared/model/claude-code.ts';
import { MINUTE_MS } from '../../../../shared/units.ts';
import type { LocalHost } from '../host.ts';
import { HOOK_PATH, TOKEN_HEADER } from './hook-list.ts';

const ANSWER_WITHIN_MS = 2 * MINUTE_MS;

const answerSchema = z.object({
  hookSpecificOutput: z.object({ decision: z.object({ behavior: z.enum(['allow', 'deny']) }) }),
});

/** Posts an ask of a made-up session to our own gateway, as a hook of Claude Code would. */
export async function tryThroughGateway(parts: {
  readonly host: LocalHost;
  readonly port: number;
  readonly token: string;
}): Promise<ClaudeTest> {
  const { host, port, token } = parts;
  const body = JSON.stringify({
    session_id: host.random.uuid(),
    transcript_path: '',
    cwd: host.homeDir,
    prompt_id: host.random.uuid(),
    permission_mode: 'default',
    hook_event_name: 'PermissionRequest',
    tool_name: 'GatehouseTest',
    tool_input: { description: 'A test from Gatehouse. Nothing happens whatever you answer.' },
    permission_suggestions: [],
  });
  const answered = await new Promise<{ readonly status: number; readonly text: string } | 'silent' | 'failed'>(
    (resolve) => {
      const call = request(
        {
          host: '127.0.0.1',
          port,
          path: HOOK_PATH,
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(body),
            [TOKEN_HEADER]: token,
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () =>
            resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }),
          );
          response.on('error', () => resolve('failed'));
        },
      );
      const cancel = host.clock.schedule(ANSWER_WITHIN_MS, () => {
        resolve('silent');
        call.destroy();
      });
      call.on('error', () => resolve('failed'));
      call.on('close', cancel);
      call.end(body);
    },
  );
  if (answered === 'silent') return { through: 'gateway', outcome: 'not-answered' };
  if (answered === 'failed' || answered.status !== 200) return { through: 'gateway', outcome: 'not-asked' };
  const read = answerSchema.safeParse(parsed(answered.text));
  if (!read.success) return { through: 'gateway', outcome: 'not-answered' };
  const isAllowed = read.data.hookSpecificOutput.decision.behavior === 'allow';
  return { through: 'gateway', outcome: isAllowed ? 'allowed' : 'denied' };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
