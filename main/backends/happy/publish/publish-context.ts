import type { Context } from '../context.ts';
import type { KeepAlive } from './keep-alive.ts';
import type { PublishedIds } from './published-ids.ts';
import type { PublishingHost } from './session-metadata.ts';

/** What the sharer needs of its connection. */
export type PublishTools = Pick<Context, 'settings' | 'tools' | 'kit' | 'rest' | 'signIn' | 'randomBytes'>;

/** What all shares of one account use together. */
export interface PublishContext extends PublishTools {
  readonly host: PublishingHost;
  readonly keepAlive: KeepAlive;
  readonly published: PublishedIds;
}
