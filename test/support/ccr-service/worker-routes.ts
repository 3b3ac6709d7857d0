/** The worker's side: what `claude remote-control` and its kin speak. One worker per session, the newest epoch wins. */
import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { z } from 'zod';
import { eventText, sseBlock } from '../../../main/practice/event-text.ts';
import { cutRaw } from '../../../shared/raw-json.ts';
import type { CcrSession } from './ccr-session.ts';
import type { Core } from './core.ts';
import { parseJson, reply, replyError, type Exchange } from './exchange.ts';
import type { Handlers } from './routes.ts';

const created = z.looseObject({
  title: z.string(),
  tags: z.array(z.string()).optional(),
  config: z.looseObject({ cwd: z.string().optional(), model: z.string().optional() }).optional(),
});
const epochOf = z.looseObject({ worker_epoch: z.number() });
const report = epochOf.extend({
  worker_status: z.enum(['idle', 'running', 'requires_action']).optional(),
  connection_status: z.enum(['connected', 'disconnected']).optional(),
  external_metadata: z.record(z.string(), z.unknown()).optional(),
});
const workerEvents = epochOf.extend({
  events: z.array(
    z.looseObject({
      payload: z.looseObject({ type: z.string(), uuid: z.string().optional() }),
      ephemeral: z.boolean().optional(),
    }),
  ),
});
const delivery = epochOf.extend({ updates: z.array(z.looseObject({ event_id: z.string(), status: z.string() })) });

const CREDENTIAL_SECONDS = 14_400;

type WorkerRoute =
  | 'create'
  | 'bridge'
  | 'workerRegister'
  | 'workerRead'
  | 'workerReport'
  | 'workerStream'
  | 'workerEvents'
  | 'workerDelivery'
  | 'workerHeartbeat';

interface Attachment {
  readonly epoch: number;
  readonly jwt: string;
  stream: ServerResponse | null;
}

export class WorkerSide {
  readonly #core: Core;
  readonly #attachments = new Map<CcrSession, Attachment>();

  constructor(core: Core) {
    this.#core = core;
  }

  /** True if this bearer was handed out for this session and is still its newest. */
  accepts(sessionId: string, bearer: string): boolean {
    const session = this.#core.find(sessionId);
    return session !== null && this.#attachments.get(session)?.jwt === bearer;
  }

  routes(baseUrl: () => string): Pick<Handlers, WorkerRoute> {
    return {
      create: (exchange) => {
        const body = created.safeParse(parseJson(exchange.body)?.value);
        if (!body.success) return replyError(exchange, 400, 'invalid_request_error', 'title: required');
        const { title, tags, config } = body.data;
        const session = this.#core.add({
          title,
          ...(tags === undefined ? {} : { tags }),
          ...(config?.cwd === undefined ? {} : { cwd: config.cwd }),
          ...(config?.model === undefined ? {} : { model: config.model }),
        });
        reply(exchange, 200, { session: { id: session.id } });
      },
      bridge: this.#forSession((exchange, session) => {
        const attachment = this.#attach(session);
        reply(exchange, 200, {
          worker_jwt: attachment.jwt,
          api_base_url: baseUrl(),
          expires_in: CREDENTIAL_SECONDS,
          worker_epoch: attachment.epoch,
        });
      }),
      workerRegister: this.#forSession((exchange, session) => {
        const known = this.#attachments.get(session);
        const attachment = this.#attach(session, known?.jwt);
        reply(exchange, 200, { worker_epoch: attachment.epoch });
      }),
      workerRead: this.#forSession((exchange, session) => {
        reply(exchange, 200, { worker: { external_metadata: session.metadata, internal_metadata: {} } });
      }),
      workerReport: this.#guarded(report, (exchange, session, body) => {
        session.metadata = { ...session.metadata, ...body.external_metadata };
        if (body.connection_status !== undefined) session.connectionStatus = body.connection_status;
        if (body.worker_status !== undefined) session.workerStatus = body.worker_status;
        this.#core.changed(session);
        reply(exchange, 200, {});
      }),
      workerStream: this.#forSession((exchange, session) => this.#openStream(exchange, session)),
      workerEvents: this.#guarded(workerEvents, (exchange, session, body) => {
        const results = body.events.map((event, place) => {
          const text = cutRaw(exchange.body, ['events', place, 'payload']) ?? '{}';
          const { eventId, isDuplicate } = session.append({
            text,
            uuid: event.payload.uuid,
            type: event.payload.type,
            source: 'worker',
          });
          return { event_id: eventId, duplicate: isDuplicate };
        });
        reply(exchange, 200, { results });
      }),
      workerDelivery: this.#guarded(delivery, (exchange, session, body) => {
        for (const update of body.updates) {
          const data = {
            event_id: update.event_id,
            status: `DELIVERY_STATUS_${update.status.toUpperCase()}`,
            timestamp: new Date().toISOString(),
          };
          session.broadcast(sseBlock('delivery_update', JSON.stringify(data)), null);
        }
        reply(exchange, 200, {});
      }),
      workerHeartbeat: this.#guarded(epochOf, (exchange) => reply(exchange, 200, {})),
    };
  }

  #attach(session: CcrSession, jwt = `sk-ant-si-${randomUUID()}`): Attachment {
    const before = this.#attachments.get(session);
    before?.stream?.end();
    const attachment: Attachment = { epoch: (before?.epoch ?? 0) + 1, jwt, stream: null };
    this.#attachments.set(session, attachment);
    session.connectionStatus = 'connected';
    session.worker = (event) =>
      attachment.stream?.write(sseBlock('client_event', eventText(event, this.#core.sequenceStyle), event.sequence));
    return attachment;
  }

  #openStream(exchange: Exchange, session: CcrSession): void {
    const attachment = this.#attachments.get(session);
    if (attachment === undefined) return replyError(exchange, 404, 'not_found_error', 'No worker');
    const { request, response, url } = exchange;
    const after = Number(request.headers['last-event-id'] ?? url.searchParams.get('from_sequence_num') ?? 0);
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
    response.write(': connected\n\n');
    for (const event of session.log.after(after)) {
      if (event.source === 'client')
        response.write(sseBlock('client_event', eventText(event, this.#core.sequenceStyle), event.sequence));
    }
    attachment.stream = response;
    response.once('close', () => {
      if (attachment.stream === response) attachment.stream = null;
    });
  }

  #forSession(run: (exchange: Exchange, session: CcrSession) => void): (exchange: Exchange) => void {
    return (exchange) => {
      const session = this.#core.find(exchange.params[0] ?? '');
      if (session === null) replyError(exchange, 404, 'not_found_error', 'Session not found');
      else run(exchange, session);
    };
  }

  /** Reads the body and refuses a worker whose epoch is over. */
  #guarded<Body extends { readonly worker_epoch: number }>(
    shape: z.core.$ZodType<Body>,
    run: (exchange: Exchange, session: CcrSession, body: Body) => void,
  ): (exchange: Exchange) => void {
    return this.#forSession((exchange, session) => {
      const body = z.safeParse(shape, parseJson(exchange.body)?.value);
      if (!body.success) return replyError(exchange, 400, 'invalid_request_error', body.error.message);
      if (body.data.worker_epoch !== this.#attachments.get(session)?.epoch) {
        return replyError(exchange, 409, 'conflict', 'Worker epoch superseded');
      }
      run(exchange, session, body.data);
    });
  }
}
