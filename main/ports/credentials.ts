import type { SignInReason } from '../../shared/model/connection.ts';
import type { Result } from '../../shared/result.ts';

/** Where a connection's secret comes from: a bearer token, or the secret key of an account as text. */
export interface CredentialSource {
  /**
   * The token to use now. Concurrent calls share one read.
   *
   * @param refused  a token the service just refused: read again, and say `refused` if it is still the same one.
   *                 Nothing is ever refreshed or copied.
   */
  token(refused?: string): Promise<Result<string, { readonly code: SignInReason }>>;
}
