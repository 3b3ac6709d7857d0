import type { Socket } from 'socket.io';
import type { Scope } from './seen.ts';

/** One connected socket of an account. */
export interface Peer {
  readonly socket: Socket;
  readonly accountId: string;
  readonly scope: Scope;
  /** What an app said of itself: `active` keeps phones quiet. */
  appState: string | null;
}

export class Peers {
  readonly #bySocketId = new Map<string, Peer>();

  get all(): readonly Peer[] {
    return [...this.#bySocketId.values()];
  }

  add(peer: Peer): void {
    this.#bySocketId.set(peer.socket.id, peer);
  }

  remove(peer: Peer): void {
    this.#bySocketId.delete(peer.socket.id);
  }

  /** Somebody looks at an app of this account right now. */
  isLookedAt(accountId: string): boolean {
    return this.all.some(
      (peer) => peer.accountId === accountId && peer.scope.tag === 'user-scoped' && peer.appState === 'active',
    );
  }
}
