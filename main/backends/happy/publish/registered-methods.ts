import type { HappySocket } from '../server/happy-socket.ts';

/** Which calls the service passes on to this socket. It forgets them all when the socket goes. */
export class RegisteredMethods {
  #names: ReadonlySet<string> = new Set();

  /** @param isAnew  over a new socket */
  say(methods: readonly string[], socket: HappySocket, isAnew: boolean): void {
    const before = isAnew ? new Set<string>() : this.#names;
    this.#names = new Set(methods);
    for (const method of methods) if (!before.has(method)) socket.emit('rpc-register', { method });
    for (const method of before) if (!this.#names.has(method)) socket.emit('rpc-unregister', { method });
  }
}
