import type { TokenUsage } from '../../../../shared/model/session.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { SharedFacts } from '../../../ports/sharing.ts';
import type { Attachment } from './attachment.ts';
import { RegisteredMethods } from './registered-methods.ts';
import { UsageReport } from './usage-report.ts';

export interface PresenceParts {
  readonly attachment: () => Attachment;
  readonly clock: Clock;
  readonly facts: () => SharedFacts;
  readonly methods: () => Iterable<string>;
}

/** What of a session is told and never stored: that it is there, what it does, and what can be called. */
export class SessionPresence {
  readonly #parts: PresenceParts;
  readonly #registered = new RegisteredMethods();
  readonly #usage = new UsageReport();

  constructor(parts: PresenceParts) {
    this.#parts = parts;
  }

  /** @param isAnew  over a new socket: the service has forgotten what it was told over the last one */
  register(isAnew: boolean): void {
    const { socket, sessionId } = this.#parts.attachment();
    if (socket === null || sessionId === null) return;
    const methods = [...this.#parts.methods()].map((name) => `${sessionId}:${name}`);
    this.#registered.say(methods, socket, isAnew);
  }

  beat(): void {
    const { socket, sessionId, isSynced } = this.#parts.attachment();
    if (socket === null || !isSynced) return;
    const { working, control } = this.#parts.facts();
    const mode = control === 'terminal' ? 'local' : 'remote';
    socket.emit('session-alive', { sid: sessionId, time: this.#parts.clock.nowMs(), thinking: working, mode });
  }

  usage(usage: TokenUsage): void {
    this.#usage.set(usage);
    this.sendUsage();
  }

  sendUsage(): void {
    const { socket, sessionId, isSynced } = this.#parts.attachment();
    if (socket !== null && sessionId !== null && isSynced) void this.#usage.send(sessionId, socket);
  }

  /** Nobody is there any more. */
  sayEnd(): void {
    const { socket, sessionId, isSynced } = this.#parts.attachment();
    if (socket !== null && isSynced) socket.emit('session-end', { sid: sessionId, time: this.#parts.clock.nowMs() });
  }

  /**
   * @param limitMs  for the answer that proves that everything written before has arrived
   * @returns whether it came
   */
  async sayGoodbye(limitMs: number): Promise<boolean> {
    const { socket, isSynced } = this.#parts.attachment();
    if (socket === null || !isSynced) return false;
    this.sayEnd();
    return (await socket.call('ping', undefined, limitMs)).ok;
  }
}
