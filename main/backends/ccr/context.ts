import type { CcrSettings } from '../../../shared/model/settings.ts';
import type { LinkKit } from '../../net/link-kit.ts';
import type { BackendTools } from '../../ports/backend.ts';
import type { Rest } from './rest.ts';
import type { SignIn } from './sign-in.ts';

/** What every part of one connection works with. */
export interface Context {
  readonly settings: CcrSettings;
  readonly tools: BackendTools;
  readonly kit: LinkKit;
  readonly rest: Rest;
  readonly signIn: SignIn;
}
