import type { HappySettings } from '../../../shared/model/settings.ts';
import type { LinkKit } from '../../net/link-kit.ts';
import type { BackendTools } from '../../ports/backend.ts';
import type { RandomBytes } from './crypto/random-bytes.ts';
import type { HappySocket } from './server/happy-socket.ts';
import type { Rest } from './server/rest.ts';
import type { SeenCiphertexts } from './sessions/seen-ciphertexts.ts';
import type { SignIn } from './server/sign-in.ts';

/** What every part of one connection works with. */
export interface Context {
  readonly settings: HappySettings;
  readonly tools: BackendTools;
  readonly kit: LinkKit;
  readonly signIn: SignIn;
  readonly rest: Rest;
  readonly socket: HappySocket;
  readonly randomBytes: RandomBytes;
  /** Values and messages apart: a long log must not push out what guards the asks. */
  readonly seenValues: SeenCiphertexts;
  readonly seenMessages: SeenCiphertexts;
}
