import type { AccountOffer, LinkOffer, TerminalAccount } from '../../shared/model/happy-account.ts';
import type { Result } from '../../shared/result.ts';

/** Finding or making the account that a connection will join. Keys stay here until they are taken. */
export interface HappyAccounts {
  /** One link at a time: a link that was begun before is cancelled. */
  link(serverUrl: string): Promise<Result<LinkOffer, AccountError>>;
  /** Resolves when the other device has approved it, or when it is over. Good once. */
  linked(linkId: string): Promise<Result<AccountOffer, AccountError | LinkError>>;
  cancelLink(linkId: string): void;
  /** @param key  any text form of the secret key */
  readKey(serverUrl: string, key: string): Promise<Result<AccountOffer, AccountError | { readonly code: 'not-a-key' }>>;
  create(serverUrl: string): Promise<Result<AccountOffer, AccountError>>;
  lookAtTerminal(): Promise<TerminalAccount>;
  /** An offered account with its key; null = no such offer. It stays offered. */
  offered(accountId: string): OfferedAccount | null;
  /** The offer was joined or left: its key is forgotten. */
  forget(accountId: string): void;
  /** The form that people write down. Null for a text that is no key. */
  recoveryKey(key: string): string | null;
  stop(): void;
}

interface OfferedAccount {
  /** In its canonical text form. */
  readonly key: string;
  readonly fingerprint: string;
  /** Where it was found or made. */
  readonly serverUrl: string;
}

export interface AccountError {
  readonly code: 'unreachable' | 'tls' | 'not-a-happy-server' | 'refused';
}

export interface LinkError {
  readonly code: 'expired' | 'cancelled' | 'not-readable';
}
