/** The official browser client, pointed at the double. */
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { officialSdkDir } from '../../support/official-sdk.ts';
import { Arrivals } from '../../support/ccr-service/arrivals.ts';
import type { CcrService, CcrSession } from '../../support/ccr-service/index.ts';

// The client takes the browser's WebSocket; Node 20 has none of its own.
if (!('WebSocket' in globalThis)) Object.assign(globalThis, { WebSocket });

const anyFunction = z.custom<(...values: unknown[]) => unknown>((value) => typeof value === 'function');
const browserEntry = z.looseObject({ query: anyFunction });
const message = z.looseObject({ type: z.string(), subtype: z.string().optional() });
const runningQuery = z.custom<AsyncIterable<unknown>>(
  (value) => typeof value === 'object' && value !== null && Symbol.asyncIterator in value,
);

export type Transport = 'sse' | 'websocket';
export type PermissionHandler = (tool: string, input: unknown) => Promise<object>;

export async function loadEntry(file: 'browser-sdk.js' | 'bridge.mjs'): Promise<unknown> {
  const path = `${await officialSdkDir()}/${file}`;
  if (!existsSync(path)) throw new Error(`the official package has no ${file}`);
  return import(/* @vite-ignore */ pathToFileURL(path).href);
}

export async function startClient(
  service: CcrService,
  session: CcrSession,
  transport: Transport,
  canUseTool: PermissionHandler,
) {
  const { query } = browserEntry.parse(await loadEntry('browser-sdk.js'));
  const base = `${service.baseUrl}/v1/code/sessions/${session.id}/events`;
  const messages = new Arrivals<z.infer<typeof message>>();
  const prompts = new Arrivals<object>();
  const way =
    transport === 'sse'
      ? {
          sse: {
            streamUrl: `${base}/stream`,
            sendUrl: base,
            sessionId: session.id,
            headers: { Authorization: `Bearer ${service.token}` },
          },
        }
      : {
          websocket: {
            url: `${service.baseUrl.replace('http', 'ws')}/v1/sessions/ws/${session.id}/subscribe?organization_uuid=org`,
            authMessage: { type: 'auth', credential: { type: 'oauth', token: service.token } },
          },
        };
  async function* prompt() {
    for (;;) yield await prompts.next();
  }
  const abortController = new AbortController();
  const running: unknown = query({ prompt: prompt(), canUseTool, abortController, ...way });
  const call = (name: string, ...values: readonly unknown[]) => {
    const method: unknown = Reflect.get(Object(running), name);
    return Promise.resolve(Reflect.apply(anyFunction.parse(method), running, values));
  };
  const ended = (async () => {
    for await (const item of runningQuery.parse(running)) messages.add(message.parse(item));
  })().catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
  return {
    messages,
    call,
    /** The error that ended the client, or undefined for a quiet end. */
    ended,
    type: (text: string) =>
      prompts.add({ type: 'user', parent_tool_use_id: null, message: { role: 'user', content: text } }),
    stop: () => abortController.abort(),
  };
}
