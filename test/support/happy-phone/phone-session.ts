/** One session as an app knows it. */
import { z } from 'zod';
import { open, type SealKey } from '../happy-crypto.ts';

export const sessionRow = z.looseObject({
  id: z.string(),
  active: z.boolean(),
  metadata: z.string(),
  metadataVersion: z.number(),
  agentState: z.string().nullable(),
  agentStateVersion: z.number(),
  dataEncryptionKey: z.string().nullable(),
});
export const messageRow = z.looseObject({ seq: z.number(), content: z.looseObject({ c: z.string() }) });
export const versioned = z.looseObject({ value: z.string().nullable(), version: z.number() });

const entries = z.record(z.string(), z.record(z.string(), z.unknown()));
const metadata = z.record(z.string(), z.unknown());
const agentState = z.looseObject({
  controlledByUser: z.boolean().nullish(),
  requests: entries.optional(),
  completedRequests: entries.optional(),
});

export class PhoneSession {
  readonly id: string;
  readonly key: SealKey;
  isActive = true;
  metadata: z.infer<typeof metadata> = {};
  state: z.infer<typeof agentState> = {};
  readonly #versions = { metadata: -1, agentState: -1 };

  constructor(id: string, key: SealKey) {
    this.id = id;
    this.key = key;
  }

  /** Takes only what is newer; what cannot be opened or read changes nothing. */
  take(name: 'metadata' | 'agentState', given: z.infer<typeof versioned> | null): void {
    if (given === null || given.version <= this.#versions[name]) return;
    this.#versions[name] = given.version;
    const opened = given.value === null ? {} : open(given.value, this.key);
    if (name === 'metadata') this.metadata = metadata.safeParse(opened).data ?? this.metadata;
    else this.state = agentState.safeParse(opened).data ?? this.state;
  }
}
