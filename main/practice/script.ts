import type { Payload } from './frames.ts';

/** What an agent does next. `ask` waits for a person; everything else goes on by itself. */
export type Step =
  | { readonly tag: 'say'; readonly text: string }
  /** A tool that needs no leave. */
  | { readonly tag: 'run'; readonly tool: string; readonly input: Payload; readonly result: string }
  | AskStep;

export interface AskStep {
  readonly tag: 'ask';
  readonly tool: string;
  readonly input: Payload;
  /** The agent's own words for what it wants. */
  readonly claim?: string;
  readonly reason?: string;
  readonly suggestions?: readonly Payload[];
  /** The tool cannot be approved with one tap (questions and plans). */
  readonly needsPerson?: boolean;
  readonly result: string;
  /** What follows an allow, given the input that was allowed (edited, or with answers in it). */
  readonly ifAllowed?: (input: unknown) => readonly Step[];
  readonly ifDenied: readonly Step[];
}

export interface Script {
  readonly id: string;
  readonly title: string;
  readonly cwd: string;
  readonly model: string;
  readonly mode: string;
  /** What the person typed to set the agent to work. */
  readonly prompt: string;
  /** How long after the start the agent begins, before `pace`. */
  readonly beginsAfterMs: number;
  readonly steps: readonly Step[];
  /** After one round it rests for good, instead of beginning anew after a while. */
  readonly onlyOnce?: true;
  readonly reply: (message: string) => string;
}

export const say = (text: string): Step => ({ tag: 'say', text });
export const run = (tool: string, input: Payload, result: string): Step => ({ tag: 'run', tool, input, result });
export const ask = (step: Omit<AskStep, 'tag'>): Step => ({ tag: 'ask', ...step });

export const alwaysAllow = (toolName: string, ruleContent: string, destination = 'localSettings'): Payload => ({
  type: 'addRules',
  rules: [{ toolName, ruleContent }],
  behavior: 'allow',
  destination,
});
export const acceptEdits: Payload = { type: 'setMode', mode: 'acceptEdits', destination: 'session' };
