/** A plain HTTP client of the practice service, and what a test needs to start it. */
import { randomUUID } from 'node:crypto';
import { request as httpRequest, type ClientRequest } from 'node:http';
import { z } from 'zod';
import type { Practice } from '../../../main/ports/practice.ts';
import { startPractice } from '../../../main/practice/start-practice.ts';
import { Arrivals } from '../../support/ccr-service/arrivals.ts';

const frame = z.looseObject({
  type: z.string(),
  subtype: z.string().optional(),
  request_id: z.string().optional(),
  request: z.looseObject({ tool_name: z.string(), input: z.looseObject({}), tool_use_id: z.string() }).optional(),
  response: z.looseObject({ subtype: z.string(), request_id: z.string() }).optional(),
  message: z.looseObject({ content: z.union([z.string(), z.array(z.looseObject({}))]) }).optional(),
});
export type Frame = z.infer<typeof frame>;
const envelope = z.object({ sequence_num: z.string(), source: z.enum(['worker', 'client']), payload: frame });
export type Event = z.infer<typeof envelope>;

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Timers that are still to run, so that a test can see none is left. */
export function startFastPractice(pace = 0.002): Promise<Practice> & { readonly pending: Set<object> } {
  const pending = new Set<object>();
  const clock = {
    nowMs: () => Date.now(),
    monotonicMs: () => performance.now(),
    schedule: (delayMs: number, run: () => void) => {
      const timer = setTimeout(() => {
        pending.delete(timer);
        run();
      }, delayMs);
      pending.add(timer);
      return () => {
        clearTimeout(timer);
        pending.delete(timer);
      };
    },
  };
  const random = { fraction: () => 0.5, uuid: () => randomUUID() };
  return Object.assign(startPractice({ clock, random, log: silent, pace }), { pending });
}

export class PracticeClient {
  readonly events = new Arrivals<Event>();
  readonly #practice: Practice;
  readonly #path: string;
  #stream: ClientRequest | null = null;

  constructor(practice: Practice, sessionId: string) {
    this.#practice = practice;
    this.#path = `/v1/code/sessions/${sessionId}`;
  }

  read(after = 0): void {
    const url = `${this.#practice.baseUrl}${this.#path}/events/stream`;
    const headers = { authorization: `Bearer ${this.#practice.accessToken}`, 'last-event-id': String(after) };
    let text = '';
    this.#stream = httpRequest(url, { headers, agent: false }, (response) => {
      response.setEncoding('utf8').on('data', (chunk: string) => {
        const blocks = (text + chunk).split('\n\n');
        text = blocks.pop() ?? '';
        for (const block of blocks) {
          const data = /^data: (.*)$/m.exec(block)?.[1];
          if (block.includes('event: client_event') && data !== undefined)
            this.events.add(envelope.parse(JSON.parse(data)));
        }
      });
      response.on('error', () => undefined);
    });
    this.#stream.on('error', () => undefined);
    this.#stream.end();
  }

  close(): void {
    this.#stream?.destroy();
  }

  get(path = ''): Promise<Response> {
    return fetch(`${this.#practice.baseUrl}${this.#path}${path}`, { headers: this.#headers() });
  }

  send(payload: object): Promise<Response> {
    const body = JSON.stringify({ events: [{ payload: { uuid: randomUUID(), ...payload } }] });
    return fetch(`${this.#practice.baseUrl}${this.#path}/events`, { method: 'POST', headers: this.#headers(), body });
  }

  /** The next ask for this tool after event number `after`. */
  async ask(
    tool: string,
    after = 0,
  ): Promise<{ readonly id: string; readonly at: number; readonly request: NonNullable<Frame['request']> }> {
    const event = await this.events.find(
      ({ payload, sequence_num }) =>
        payload.request?.tool_name === tool && Number(sequence_num) > after && payload.type === 'control_request',
    );
    if (event.payload.request === undefined || event.payload.request_id === undefined) throw new Error('not an ask');
    return { id: event.payload.request_id, at: Number(event.sequence_num), request: event.payload.request };
  }

  async answer(requestId: string, result: object): Promise<void> {
    await this.send({
      type: 'control_response',
      response: { subtype: 'success', request_id: requestId, response: result },
    });
  }

  /** Answers one ask after the other with `decide` until the turn ends. */
  async allow(tool: string, after = 0): Promise<number> {
    const ask = await this.ask(tool, after);
    await this.answer(ask.id, { behavior: 'allow', updatedInput: ask.request.input });
    return ask.at;
  }

  /** The first worker message after `after` whose text matches. */
  async said(text: RegExp, after = 0): Promise<Event> {
    return this.events.find(
      ({ payload, sequence_num, source }) =>
        source === 'worker' &&
        Number(sequence_num) > after &&
        text.test(JSON.stringify(payload.message?.content ?? '')),
    );
  }

  async control(subtype: string, fields: object = {}): Promise<Frame> {
    const id = randomUUID();
    await this.send({
      type: 'control_request',
      request_id: id,
      request: { subtype, tool_name: '', input: {}, tool_use_id: '', ...fields },
    });
    const event = await this.events.find(
      ({ payload, source }) => source === 'worker' && payload.response?.request_id === id,
    );
    return event.payload;
  }

  #headers(): Record<string, string> {
    return { authorization: `Bearer ${this.#practice.accessToken}`, 'content-type': 'application/json' };
  }
}
