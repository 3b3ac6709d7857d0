/** One HTTP request on its way through the double. */
import { z } from 'zod';
import { parseJson } from '../ccr-service/exchange.ts';
import type { Core } from './core.ts';
import type { RouteName } from './routes.ts';
import type { SessionRow } from './rows.ts';

export interface Exchange {
  readonly core: Core;
  readonly url: URL;
  /** Path parameters of the matched route. */
  readonly params: readonly string[];
  readonly body: string;
  /** Whose token it came with; '' on routes that need none. */
  readonly accountId: string;
  readonly reply: (value: unknown, status?: number) => void;
}

export type Handlers<Names extends RouteName> = Readonly<Record<Names, (exchange: Exchange) => void>>;

/** Ends a request with an error reply. */
export class Refusal extends Error {
  readonly status: number;
  readonly body: unknown;

  constructor(status: number, body: unknown) {
    super(`refused with ${status}`);
    this.status = status;
    this.body = body;
  }
}

export const refuse = (status: number, error: string) => new Refusal(status, { error });

/** @throws {Refusal} in the server's shape for a body it does not take. */
export function readBodyAs<Schema extends z.ZodType>(exchange: Exchange, schema: Schema): z.output<Schema> {
  const parsed = parseJson(exchange.body);
  if (parsed === null) throw invalid('Body is not valid JSON');
  return readAs(schema, parsed.value);
}

/** @throws {Refusal} likewise, for what stands behind the question mark. */
export function readQueryAs<Schema extends z.ZodType>(exchange: Exchange, schema: Schema): z.output<Schema> {
  return readAs(schema, Object.fromEntries(exchange.url.searchParams));
}

/** @throws {Refusal} 404, also when it is somebody else's. */
export function sessionOf(exchange: Exchange): SessionRow {
  const session = exchange.core.store.session(exchange.accountId, exchange.params[0] ?? '');
  if (session === null) throw refuse(404, 'Session not found');
  return session;
}

function readAs<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const read = schema.safeParse(value);
  if (!read.success) throw invalid(z.prettifyError(read.error));
  return read.data;
}

export const invalid = (message: string) => new Refusal(400, { error: 'Error', message, statusCode: 400 });
