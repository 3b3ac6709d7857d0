/** One answer of the scripted model. */
export type Step =
  | { readonly tag: 'run'; readonly tools: readonly ToolCall[]; readonly thinking: string }
  | { readonly tag: 'say'; readonly text: string; readonly thinking: string }
  /** Streams words for so long, to be interrupted. */
  | { readonly tag: 'slow'; readonly seconds: number; readonly word: string; readonly thinking: string }
  /** The API itself fails with this HTTP status. */
  | { readonly tag: 'fail'; readonly status: number };

export interface ToolCall {
  readonly name: string;
  /** As the model writes it, byte for byte: numbers are not read and written again. */
  readonly inputJson: string;
}

const DIRECTIVE = /^(RUN|AND|SAY|SLOW|FAIL|THINK) (.+)$/;

/** A line that makes the model call a tool. Several in one message: join with `AND` (see `together`). */
export function run(name: string, input: unknown): string {
  return `RUN ${name} ${typeof input === 'string' ? input : JSON.stringify(input)}`;
}

/** Lines that make the model call several tools in one message. */
export function together(...runs: readonly string[]): string {
  return runs.map((line, place) => (place === 0 ? line : line.replace(/^RUN /, 'AND '))).join('\n');
}

/**
 * Reads the steps out of a prompt; every other line in it is left alone.
 *
 *     RUN Tool {json}    the model calls a tool, and goes on with the next step when it has the result
 *     AND Tool {json}    ... and this one in the same message
 *     SAY text           the model says this and ends its turn
 *     SLOW seconds word  ... streaming the word four times a second
 *     THINK text         it thinks this before the next step
 *     FAIL status        the API answers with this HTTP status
 */
export function stepsIn(prompt: string): Step[] {
  const steps: Step[] = [];
  let thinking = '';
  for (const line of prompt.split('\n')) {
    const [, verb, rest = ''] = DIRECTIVE.exec(line.trim()) ?? [];
    if (verb === undefined) continue;
    if (verb === 'THINK') {
      thinking = rest;
      continue;
    }
    const last = steps.at(-1);
    if (verb === 'AND' && last?.tag === 'run') steps.splice(-1, 1, { ...last, tools: [...last.tools, toolCall(rest)] });
    else steps.push(stepOf(verb, rest, thinking));
    thinking = '';
  }
  return steps;
}

function stepOf(verb: string, rest: string, thinking: string): Step {
  if (verb === 'SAY') return { tag: 'say', text: rest, thinking };
  if (verb === 'FAIL') return { tag: 'fail', status: Number(rest) };
  if (verb === 'SLOW') {
    const [seconds = '1', word = 'tick'] = rest.split(' ');
    return { tag: 'slow', seconds: Number(seconds), word, thinking };
  }
  return { tag: 'run', tools: [toolCall(rest)], thinking };
}

function toolCall(text: string): ToolCall {
  const space = text.indexOf(' ');
  if (space < 0) throw new Error(`a script line lacks the input of ${text}`);
  const inputJson = text.slice(space + 1).trim();
  JSON.parse(inputJson); // a typing error in a test is told at once
  return { name: text.slice(0, space), inputJson };
}
