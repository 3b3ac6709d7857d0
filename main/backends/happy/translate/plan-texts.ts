import * as z from 'zod';
import { isRecord, readJson } from '../../../claude/frame.ts';
import type { TranscriptItem } from '../../../../shared/model/transcript.ts';

const MAX_PLANS = 20;
/** As many plans as any session needs at a time, each no longer than a person reads. */
const MAX_PLAN_CHARS = 200_000;

const planWire = z.object({ plan: z.string().min(1).max(MAX_PLAN_CHARS) });
const contentWire = z.object({ content: z.string().min(1).max(MAX_PLAN_CHARS) });
const pathWire = z.object({ file_path: z.string() });

/** Where Claude Code keeps its plans. */
const PLAN_PATH = /[\\/]plans[\\/][^\\/]+\.md$/;
const PLAN_TOOLS: ReadonlySet<string> = new Set(['ExitPlanMode', 'exit_plan_mode']);

/**
 * The plans of one session, collected from its messages: a plan ask of newer programs comes without its plan. It stands in
 * the message of the same call, or is the file that the agent wrote last.
 */
export class PlanTexts {
  readonly #byCall = new Map<string, string>();
  #file: { readonly path: string; readonly content: string } | null = null;

  /** @param items  in the order in which they were said */
  read(items: readonly TranscriptItem[]): void {
    for (const item of items) if (item.tag === 'tool-call') this.#readCall(item);
  }

  /** @param toolUseId  of the call that asks */
  of(toolUseId: string): string | undefined {
    return this.#byCall.get(toolUseId);
  }

  #readCall({ toolUseId, toolName, inputJson }: Extract<TranscriptItem, { tag: 'tool-call' }>): void {
    const input = readJson(inputJson);
    if (!input.ok || !isRecord(input.value)) return;
    if (PLAN_TOOLS.has(toolName)) this.#readPlan(toolUseId, input.value);
    if (toolName === 'Write') this.#readWrite(input.value);
    if (toolName === 'Edit' || toolName === 'MultiEdit') this.#readEdit(input.value);
  }

  #readPlan(toolUseId: string, input: unknown): void {
    const plan = planWire.safeParse(input).data?.plan ?? this.#file?.content;
    if (plan === undefined) return;
    this.#byCall.delete(toolUseId);
    this.#byCall.set(toolUseId, plan);
    const [oldest] = this.#byCall.keys();
    if (this.#byCall.size > MAX_PLANS && oldest !== undefined) this.#byCall.delete(oldest);
  }

  #readWrite(input: unknown): void {
    const path = pathWire.safeParse(input).data?.file_path;
    if (path === undefined || !PLAN_PATH.test(path)) return;
    const content = contentWire.safeParse(input).data?.content;
    this.#file = content === undefined ? null : { path, content };
  }

  /** What it made of the file is not told: an older text must not be approved in its place. */
  #readEdit(input: unknown): void {
    if (pathWire.safeParse(input).data?.file_path === this.#file?.path) this.#file = null;
  }
}
