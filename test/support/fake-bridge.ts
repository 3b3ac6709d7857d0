import { err, ok } from '../../shared/result.ts';
import { contract } from '../../shared/ipc/contract.ts';
import type {
  Bridge,
  CallArgument,
  CallInput,
  CallName,
  CallOutput,
  CallResult,
  PushName,
  PushPayload,
} from '../../shared/ipc/types.ts';

type AnyListener = (payload: never) => void;
type Answers = { [K in CallName]?: (input: CallInput<K>) => CallResult<K> | Promise<CallResult<K>> };

interface RecordedCall<K extends CallName = CallName> {
  readonly name: K;
  readonly input: CallArgument<K>;
}

/** Main's side of the contract for renderer tests: arguments pass the real schemas, answers are scripted, pushes fired. */
export interface FakeBridge {
  readonly bridge: Bridge;
  readonly calls: readonly RecordedCall[];
  /** Inputs of all calls of one name, oldest first. */
  readonly callsOf: <K extends CallName>(name: K) => readonly CallArgument<K>[];
  readonly fire: <K extends PushName>(name: K, payload: PushPayload<K>) => void;
  readonly answer: (more: Answers) => void;
}

export function createFakeBridge(given: Answers): FakeBridge {
  let answers: Answers = given;
  const listeners = new Map<PushName, Set<AnyListener>>();
  const calls: RecordedCall[] = [];

  const bridge: Bridge = {
    async call<K extends CallName>(name: K, input: CallArgument<K>): Promise<CallResult<K>> {
      calls.push({ name, input });
      const read = contract[name].input.safeParse(input);
      if (!read.success) return err({ code: 'bad-request', message: read.error.message });
      const answer = answers[name];
      // A call nobody scripted succeeds and says nothing, as most commands do.
      if (answer === undefined) return ok(null as CallOutput<K>);
      const result = await answer(read.data as CallInput<K>);
      // The wire copies: neither side can hold the other's objects.
      return structuredClone(result);
    },
    on(name, listener) {
      const set = listeners.get(name) ?? new Set<AnyListener>();
      listeners.set(name, set.add(listener));
      return () => void set.delete(listener);
    },
  };
  return {
    bridge,
    calls,
    callsOf: <K extends CallName>(name: K) =>
      calls.filter((each) => each.name === name).map((each) => each.input as CallArgument<K>),
    fire: (name, payload) => {
      for (const listener of listeners.get(name) ?? []) {
        (listener as (payload: unknown) => void)(structuredClone(payload));
      }
    },
    answer: (more) => {
      answers = { ...answers, ...more };
    },
  };
}
