import type * as z from 'zod';
import type { Result } from '../result.ts';
import type { CallName, PushName } from './channels.ts';
import type { Out } from './call.ts';
import type { contract } from './contract.ts';

export type { CallName, PushName } from './channels.ts';

type Contract = typeof contract;
type Produced<T> = T extends Out<infer V> ? V : never;

/** What main's handler receives, after the schema has read it. */
export type CallInput<K extends CallName> = z.output<Contract[K]['input']>;
/** What the renderer passes. Brands are lost on the wire and given back by the schema. */
export type CallArgument<K extends CallName> = z.input<Contract[K]['input']>;
/** Codes named in the contract, plus the two every call can end with. */
export type CallErrorCode<K extends CallName> = Contract[K]['errors'][number] | 'bad-request' | 'internal';
interface CallError<K extends CallName> {
  readonly code: CallErrorCode<K>;
  /** For the log; where a call says so, the words of another program, which may be shown as untrusted text. */
  readonly message: string;
}
export type CallOutput<K extends CallName> = Produced<Contract[K]['output']>;
export type CallResult<K extends CallName> = Result<CallOutput<K>, CallError<K>>;
export type PushPayload<K extends PushName> = Produced<Contract[K]['payload']>;

/** What main implements: one plain function per call. No electron types, so tests call them directly. */
export type Handlers = { readonly [K in CallName]: (input: CallInput<K>) => Promise<CallResult<K>> };

/** What the renderer holds as `window.bridge`. */
export interface Bridge {
  call<K extends CallName>(name: K, input: CallArgument<K>): Promise<CallResult<K>>;
  /** @returns stops listening; calling it twice is harmless. */
  on<K extends PushName>(name: K, listener: (payload: PushPayload<K>) => void): () => void;
}
