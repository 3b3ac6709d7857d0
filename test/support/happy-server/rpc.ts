import type { Socket } from 'socket.io';
import type { Clock } from '../../../main/ports/clock.ts';
import type { Timing } from './timing.ts';

type Told = { readonly ok: true; readonly result: unknown } | { readonly ok: false; readonly error: string };
type Tell = (told: Told) => void;

/** One method of one account: who serves it, and who waits for somebody to. */
interface Method {
  /** In order of registration; the newest is picked. */
  readonly servers: Set<Socket>;
  readonly waiting: Set<(server: Socket) => void>;
}

/** Calls between the sockets of an account. Methods live with the socket that registered them. */
export class RpcDesk {
  readonly #methods = new Map<string, Method>();
  readonly #clock: Clock;
  readonly #timing: Timing;
  readonly #waitsForTarget: boolean;

  /** @param waitsForTarget  old servers fail at once when nobody registered the method. */
  constructor(clock: Clock, timing: Timing, waitsForTarget: boolean) {
    this.#clock = clock;
    this.#timing = timing;
    this.#waitsForTarget = waitsForTarget;
  }

  register(accountId: string, method: string, socket: Socket): void {
    const entry = this.#method(accountId, method);
    entry.servers.add(socket);
    for (const resume of [...entry.waiting]) resume(socket);
  }

  unregister(accountId: string, method: string, socket: Socket): void {
    this.#method(accountId, method).servers.delete(socket);
  }

  /** The socket is gone, and with it what it registered. */
  forget(socket: Socket): void {
    for (const { servers } of this.#methods.values()) servers.delete(socket);
  }

  isRegistered(accountId: string, method: string): boolean {
    return this.#method(accountId, method).servers.size > 0;
  }

  call(accountId: string, caller: Socket, method: string, params: unknown, tell: Tell): void {
    const target = this.#pick(accountId, method, caller);
    if (target !== null) return this.#forward(target, caller, method, params, tell);
    if (!this.#waitsForTarget) return tell(failure('RPC method not available'));
    const { waiting } = this.#method(accountId, method);
    const resume = (server: Socket) => {
      stop();
      waiting.delete(resume);
      this.#forward(server, caller, method, params, tell);
    };
    const stop = this.#clock.schedule(this.#timing.rpcRegisterWaitMs, () => {
      waiting.delete(resume);
      tell(failure('RPC method not available'));
    });
    waiting.add(resume);
  }

  /** Says a request to whoever serves the method, without a caller: what a hostile server would do. */
  async inject(accountId: string, method: string, params: unknown): Promise<unknown> {
    const target = this.#pick(accountId, method, null);
    if (target === null) throw new Error(`nobody serves ${method}`);
    return new Promise((resolve) => target.emit('rpc-request', { method, params }, resolve));
  }

  #pick(accountId: string, method: string, caller: Socket | null): Socket | null {
    const servers = [...this.#method(accountId, method).servers];
    return servers.findLast((server) => server !== caller) ?? servers.at(-1) ?? null;
  }

  #forward(target: Socket, caller: Socket, method: string, params: unknown, tell: Tell): void {
    if (target === caller) return tell(failure('Cannot call RPC on the same socket'));
    const settle = (told: Told) => {
      stopWaiting();
      stopGrace();
      target.off('disconnect', onGone);
      tell(told);
    };
    let stopGrace = () => {};
    const onGone = () => {
      stopGrace = this.#clock.schedule(this.#timing.rpcDisconnectGraceMs, () =>
        settle(failure('RPC target disconnected')),
      );
    };
    const stopWaiting = this.#clock.schedule(this.#timing.rpcAnswerWaitMs, () =>
      settle(failure('operation has timed out')),
    );
    target.once('disconnect', onGone);
    target.emit('rpc-request', { method, params }, (result: unknown) => settle({ ok: true, result }));
  }

  #method(accountId: string, method: string): Method {
    const key = `${accountId}/${method}`;
    const entry = this.#methods.get(key) ?? { servers: new Set(), waiting: new Set() };
    this.#methods.set(key, entry);
    return entry;
  }
}

const failure = (error: string): Told => ({ ok: false, error });
