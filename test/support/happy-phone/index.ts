import { z } from 'zod';
import { authRequest } from '../happy-crypto.ts';
import { callHappy } from '../happy-wire.ts';
import { HappyPhone } from './phone.ts';

const signedIn = z.looseObject({ token: z.string() });
const profile = z.looseObject({ id: z.string() });

interface PhoneOptions {
  readonly baseUrl: string;
  readonly secret: Buffer;
  /** `active` keeps every phone of the account quiet. Default `background`. */
  readonly appState?: 'active' | 'background';
  /** It can be rung: push events are `sent` to it. Default true. */
  readonly rings?: boolean;
}

/** Signs in with the account's secret and connects. */
export async function connectHappyPhone(options: PhoneOptions): Promise<HappyPhone> {
  const { baseUrl, secret, appState = 'background', rings = true } = options;
  const { body } = await callHappy({ baseUrl, token: '' }, '/v1/auth', authRequest(secret));
  const caller = { baseUrl, token: signedIn.parse(body).token };
  const { id } = profile.parse((await callHappy(caller, '/v1/account/profile')).body);
  if (rings) await callHappy(caller, '/v1/push-tokens', { token: 'ExponentPushToken[phone]' });
  const phone = new HappyPhone({ ...caller, secret, accountId: id, appState });
  await phone.open();
  return phone;
}

export type { HappyPhone } from './phone.ts';
