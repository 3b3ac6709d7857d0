import type { ShareOrder } from '../../../ports/sharing.ts';
import type { Context } from '../context.ts';
import type { AccountKeys } from '../crypto/account-keys.ts';
import type { KeepAlive } from './keep-alive.ts';
import type { PublishedIds } from './published-ids.ts';
import type { ShareStanding } from './share-standing.ts';
import type { WaitingMessages } from './waiting-messages.ts';
import type { PublishingHost } from './session-metadata.ts';

/** What the sharer needs of its connection. */
export type PublishTools = Pick<Context, 'settings' | 'tools' | 'kit' | 'rest' | 'signIn' | 'randomBytes'>;

/** What all shares of one account use together. */
export interface PublishContext extends PublishTools {
  readonly host: PublishingHost;
  readonly keepAlive: KeepAlive;
  readonly published: PublishedIds;
}

/** What one share is made of. */
export interface ShareParts {
  readonly context: PublishContext;
  readonly order: ShareOrder;
  readonly account: AccountKeys;
  readonly waiting: WaitingMessages;
  readonly standing: ShareStanding;
  readonly onProgress: () => void;
}
