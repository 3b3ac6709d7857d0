import type { Share, SessionSharer, ShareOrder } from '../../../ports/sharing.ts';
import { createKeepAlive } from './keep-alive.ts';
import type { PublishContext, PublishTools } from './publish-context.ts';
import type { PublishedIds } from './published-ids.ts';
import type { PublishingHost } from './session-metadata.ts';
import { SharedSession } from './shared-session.ts';

/** Publishes sessions of this computer to the other devices of one Happy account. */
export class HappySharer implements SessionSharer {
  readonly #context: PublishContext;
  readonly #shares = new Set<SharedSession>();

  /** @param published  filled here, and read by whoever lists the account's sessions */
  constructor(tools: PublishTools, host: PublishingHost, published: PublishedIds) {
    this.#context = { ...tools, host, published, keepAlive: createKeepAlive(tools.tools.clock) };
  }

  share(order: ShareOrder): Share {
    const share: SharedSession = new SharedSession(this.#context, order, () => this.#shares.delete(share));
    this.#shares.add(share);
    return share;
  }

  /** The person wants it tried again now, or has signed in. */
  retry(): void {
    for (const share of this.#shares) share.retry();
  }

  /** The account's other side heard that a session was deleted. */
  deleted(sessionId: string): void {
    for (const share of this.#shares) share.deleted(sessionId);
  }

  /** The connection ends: whatever still runs is left as with `stop`. */
  async stop(): Promise<void> {
    await Promise.all([...this.#shares].map((share) => share.stop()));
  }
}
