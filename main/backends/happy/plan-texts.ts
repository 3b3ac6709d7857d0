import * as z from 'zod';
import type { TranscriptItem } from '../../../shared/model/transcript.ts';
import { readJson } from '../../claude/frame.ts';

const MAX_PLANS = 20;
const PLAN_TOOLS: ReadonlySet<string> = new Set(['ExitPlanMode', 'exit_plan_mode']);
const PLAN_FILE = /[\\/]plans[\\/][^\\/]+\.md$/;

const planWire = z.object({ plan: z.string().min(1) });
const fileWire = z.object({ file_path: z.string().regex(PLAN_FILE), content: z.string().min(1) });

/** Plans found in a session's messages: newer programs leave them out of the request that is about them. */
export class PlanTexts {
  readonly #byCall = new Map<string, string>();
  #file: string | undefined;

  /** @param items  in the order in which they were said */
  read(items: readonly TranscriptItem[]): void {
    for (const item of items) if (item.tag === 'tool-call') this.#readCall(item);
  }

  of(toolUseId: string): string | undefined {
    return this.#byCall.get(toolUseId);
  }

  #readCall({ toolUseId, toolName, inputJson }: Extract<TranscriptItem, { tag: 'tool-call' }>): void {
    const input = readJson(inputJson);
    if (!input.ok) return;
    if (toolName === 'Write') {
      const file = fileWire.safeParse(input.value);
      if (file.success) this.#file = file.data.content;
      return;
    }
    if (!PLAN_TOOLS.has(toolName)) return;
    const plan = planWire.safeParse(input.value);
    // Without its own text it is about the plan file that was written before it.
    const text = plan.success ? plan.data.plan : this.#file;
    if (text === undefined) return;
    this.#byCall.set(toolUseId, text);
    const [oldest] = this.#byCall.keys();
    if (this.#byCall.size > MAX_PLANS && oldest !== undefined) this.#byCall.delete(oldest);
  }
}
