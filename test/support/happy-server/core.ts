import type { Clock } from '../../../main/ports/clock.ts';
import { Faults } from './faults.ts';
import { Outgoing } from './outgoing.ts';
import { Peers } from './peers.ts';
import { Presence } from './presence.ts';
import { RpcDesk } from './rpc.ts';
import { Seen } from './seen.ts';
import { Store } from './store.ts';
import type { Timing } from './timing.ts';
import { Tokens } from './tokens.ts';

/** `archived` is the server of 2025: no v3 messages, no push events, calls that fail at once, late refusals. */
export type Generation = 'current' | 'archived';

/** State of the whole double that its routes and sockets share; all of it outlives a restart. */
export class Core {
  readonly clock: Clock;
  readonly timing: Timing;
  readonly generation: Generation;
  readonly store: Store;
  readonly tokens = new Tokens();
  readonly faults = new Faults();
  readonly seen = new Seen();
  readonly peers = new Peers();
  readonly out: Outgoing;
  readonly presence: Presence;
  readonly rpc: RpcDesk;

  constructor(clock: Clock, timing: Timing, generation: Generation) {
    this.clock = clock;
    this.timing = timing;
    this.generation = generation;
    this.store = new Store(clock);
    this.out = new Outgoing(this.store, clock, this.seen);
    this.presence = new Presence(this.store, this.out, clock, timing);
    this.rpc = new RpcDesk(clock, timing, generation === 'current');
  }
}
