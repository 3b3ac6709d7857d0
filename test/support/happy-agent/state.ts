/** The session's `agentState` as agents write it, and the one queue that writes it. */
import type { Socket } from 'socket.io-client';
import { z } from 'zod';
import { open, seal, type SealKey } from '../happy-crypto.ts';
import { ask } from '../happy-wire.ts';

const request = z.looseObject({ tool: z.string(), arguments: z.unknown(), createdAt: z.number().optional() });
const agentState = z.looseObject({
  controlledByUser: z.boolean().nullish(),
  requests: z.record(z.string(), request).optional(),
  completedRequests: z.record(z.string(), request).optional(),
});
export type AgentState = z.infer<typeof agentState>;

/** What the agent side knows of an encrypted blob on the server. */
interface Known<Value> {
  value: Value;
  version: number;
}

const ack = z.discriminatedUnion('result', [
  z.looseObject({ result: z.literal('success'), version: z.number() }),
  z.looseObject({ result: z.literal('version-mismatch'), version: z.number() }),
  z.looseObject({ result: z.literal('error') }),
]);

interface BlobSpec<Value> {
  readonly event: 'update-state' | 'update-metadata';
  readonly field: 'agentState' | 'metadata';
  readonly sessionId: string;
  readonly key: SealKey;
  readonly schema: z.ZodType<Value>;
  readonly known: Known<Value>;
  readonly socket: () => Socket;
}

/** Writes one blob by compare-and-swap, one write after the other; a lost race is written again on top of what won. */
export class BlobWriter<Value> {
  readonly #spec: BlobSpec<Value>;
  #tail: Promise<unknown> = Promise.resolve();

  constructor(spec: BlobSpec<Value>) {
    this.#spec = spec;
  }

  get value(): Value {
    return this.#spec.known.value;
  }

  get version(): number {
    return this.#spec.known.version;
  }

  change(edit: (value: Value) => Value): Promise<void> {
    const run = this.#tail.then(() => this.#write(edit));
    this.#tail = run.catch(() => undefined);
    return run;
  }

  /** Somebody else wrote, and the server told. */
  take(sealed: string | null, version: number): void {
    const { known } = this.#spec;
    if (version <= known.version || sealed === null) return;
    this.#adopt(sealed, version);
  }

  async #write(edit: (value: Value) => Value): Promise<void> {
    const { event, field, sessionId, key, known, socket } = this.#spec;
    for (;;) {
      const next = edit(known.value);
      const payload = { sid: sessionId, [field]: seal(next, key), expectedVersion: known.version };
      const told = ack.parse(await ask(socket(), event, payload));
      if (told.result === 'error') throw new Error(`${event} was refused`);
      if (told.result === 'success') {
        known.value = next;
        known.version = told.version;
        return;
      }
      const current = told[field];
      if (typeof current === 'string') this.#adopt(current, told.version);
      else known.version = told.version;
    }
  }

  #adopt(sealed: string, version: number): void {
    const { known, key, schema } = this.#spec;
    const read = schema.safeParse(open(sealed, key));
    if (read.success) known.value = read.data;
    known.version = version;
  }
}

export const stateSchema = agentState;
