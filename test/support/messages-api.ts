import type { IncomingMessage, ServerResponse } from 'node:http';
import { messagesRequest, resultsOf, textOf, type MessagesRequest, type ToolResult } from './messages-api-request.ts';
import { stepsIn, type Step } from './messages-api-script.ts';
import { streamMessage, wholeMessage } from './messages-api-stream.ts';
import { startHttp, type Running } from './net/servers.ts';

/** Side questions of the program itself, such as for a title, come with hardly a tool. */
const FEWEST_TOOLS = 5;

/**
 * A Messages API whose model follows the script in the newest prompt, see `stepsIn`. A prompt without one is answered by the
 * first rule that fits it, else with `ok`.
 */
export class MessagesApi {
  /** Every request for a message, oldest first. */
  readonly requests: MessagesRequest[] = [];
  readonly #rules: { readonly contains: string; readonly steps: readonly Step[] }[] = [];
  #server: Running | null = null;
  #count = 0;

  static async start(): Promise<MessagesApi> {
    const api = new MessagesApi();
    api.#server = await startHttp((request, response) => void api.#serve(request, response));
    return api;
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${this.#server?.port ?? 0}`;
  }

  /** When the newest prompt contains this text and no script, the model follows this one. */
  when(contains: string, script: string): void {
    this.#rules.push({ contains, steps: stepsIn(script) });
  }

  /** What the model was told about its tool calls, oldest first, each once. */
  get toolResults(): readonly ToolResult[] {
    const seen = new Map<string, ToolResult>();
    for (const { messages } of this.requests)
      for (const result of messages.flatMap(resultsOf)) seen.set(result.toolUseId, result);
    return [...seen.values()];
  }

  async stop(): Promise<void> {
    await this.#server?.close();
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '').split('?')[0];
    const raw = await bodyOf(request);
    if (request.method === 'POST' && path === '/v1/messages/count_tokens')
      return reply(response, 200, '{"input_tokens":100}');
    if (request.method !== 'POST' || path !== '/v1/messages') return reply(response, 404, failure('not_found_error'));
    const read = messagesRequest.safeParse(JSON.parse(raw));
    if (!read.success) return reply(response, 400, failure('invalid_request_error'));
    this.requests.push(read.data);
    const step = this.#nextStep(read.data);
    if (step.tag === 'fail') return reply(response, step.status, failure('api_error'));
    const message = {
      id: `msg_scripted${this.#number()}`,
      model: read.data.model,
      step,
      calls: step.tag === 'run' ? step.tools.map((tool) => ({ ...tool, id: `toolu_scripted${this.#number()}` })) : [],
    };
    if (read.data.stream === true) return streamMessage(response, message);
    reply(response, 200, wholeMessage(message));
  }

  #nextStep({ messages, tools = [] }: MessagesRequest): Step {
    if (tools.length < FEWEST_TOOLS) return { tag: 'say', text: 'Scripted session', thinking: '' };
    const prompts = messages.map((message) => (message.role === 'user' ? textOf(message) : ''));
    for (let at = prompts.length - 1; at >= 0; at--) {
      const steps = this.#stepsFor(prompts[at] ?? '');
      if (steps.length === 0) continue;
      const done = messages.slice(at + 1).filter((message) => resultsOf(message).length > 0).length;
      return steps[done] ?? { tag: 'say', text: 'all steps done', thinking: '' };
    }
    return { tag: 'say', text: 'ok', thinking: '' };
  }

  #stepsFor(prompt: string): readonly Step[] {
    const own = stepsIn(prompt);
    return own.length > 0 ? own : (this.#rules.find(({ contains }) => prompt.includes(contains))?.steps ?? []);
  }

  #number(): string {
    this.#count += 1;
    return String(this.#count).padStart(6, '0');
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

function reply(response: ServerResponse, status: number, json: string): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(json);
}

function failure(type: string): string {
  return JSON.stringify({ type: 'error', error: { type, message: 'scripted failure' } });
}
