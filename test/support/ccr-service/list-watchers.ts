/** The event streams that tell of changes in the session list. */
import type { ServerResponse } from 'node:http';
import { sseBlock } from '../../../main/practice/event-text.ts';
import type { CcrSession } from './ccr-session.ts';
import { v1Row, v2Row } from './session-rows.ts';

export class ListWatchers {
  readonly #v2 = new Set<ServerResponse>();
  readonly #v1 = new Set<ServerResponse>();
  #changes = 0;
  #isMuted = false;

  get openCount(): number {
    return this.#v1.size + this.#v2.size;
  }

  /** What a client resumes from; older tokens are accepted like any other here. */
  token(): string {
    return `rt_${this.#changes}`;
  }

  open(generation: 'v1' | 'v2', response: ServerResponse): void {
    const set = generation === 'v1' ? this.#v1 : this.#v2;
    set.add(response);
    response.once('close', () => set.delete(response));
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
    response.write(generation === 'v1' ? ':\n\n' : `event: sync\nid: ${this.token()}\ndata: {}\n\n`);
  }

  tell(kind: 'added' | 'changed' | 'removed', session: CcrSession): void {
    this.#changes++;
    if (this.#isMuted || this.openCount === 0) return;
    const data = JSON.stringify(kind === 'removed' ? { id: session.id } : v2Row(session));
    for (const response of this.#v2) response.write(`id: ${this.token()}\n${sseBlock(kind, data)}`);
    const v1 = sseBlock('session_updated', JSON.stringify(v1Row(session)));
    for (const response of this.#v1) response.write(v1);
  }

  mute(isMuted: boolean): void {
    this.#isMuted = isMuted;
  }

  keepAlive(text: string): void {
    if (!this.#isMuted) for (const response of [...this.#v1, ...this.#v2]) response.write(text);
  }

  dropAll(): void {
    for (const response of [...this.#v1, ...this.#v2]) response.socket?.resetAndDestroy();
  }
}
