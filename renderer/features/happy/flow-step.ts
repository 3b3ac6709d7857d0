import type { AccountOffer } from '../../../shared/model/happy-account.ts';

/** The ways to an account. */
export const WAYS = ['link', 'key', 'terminal', 'create'] as const;
export type Way = (typeof WAYS)[number];

/** Where the person is between wishing for an account and being in it. */
export type FlowStep =
  | { readonly tag: 'choose' }
  | { readonly tag: Way; readonly serverUrl: string }
  | { readonly tag: 'confirm'; readonly way: Way; readonly offer: AccountOffer }
  | { readonly tag: 'done'; readonly kept: 'keychain' | 'memory' | 'there' };
