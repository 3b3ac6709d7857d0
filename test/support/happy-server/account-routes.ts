/** The account's own: greeting, profile, settings, push tokens, usage. */
import { z } from 'zod';
import { readBodyAs, type Exchange, type Handlers } from './exchange.ts';
import type { AccountRow } from './rows.ts';
import { queryUsage } from './usage.ts';

const settings = z.object({ settings: z.string().nullable(), expectedVersion: z.number().int().min(0) });
const pushToken = z.object({ token: z.string().min(1) });
const usageQuery = z.object({
  sessionId: z.string().nullable().default(null),
  startTime: z.number().int().positive().nullable().default(null),
  endTime: z.number().int().positive().nullable().default(null),
  groupBy: z.enum(['hour', 'day']).default('day'),
});

export const accountRoutes: Handlers<
  | 'greet'
  | 'health'
  | 'profile'
  | 'readSettings'
  | 'writeSettings'
  | 'addPushToken'
  | 'pushTokens'
  | 'removePushToken'
  | 'usage'
> = {
  greet: ({ reply }) => reply('Welcome to Happy Server!'),
  health: ({ core, reply }) =>
    reply({ status: 'ok', timestamp: new Date(core.clock.nowMs()).toISOString(), service: 'happy-server' }),
  profile: ({ core, accountId, reply }) =>
    reply({
      id: accountId,
      timestamp: core.clock.nowMs(),
      firstName: null,
      lastName: null,
      username: null,
      avatar: null,
      github: null,
      connectedServices: [],
    }),
  readSettings: (exchange) => {
    const account = accountOf(exchange);
    exchange.reply({ settings: account.settings, settingsVersion: account.settingsVersion });
  },
  writeSettings: (exchange) => {
    const given = readBodyAs(exchange, settings);
    const account = accountOf(exchange);
    if (given.expectedVersion !== account.settingsVersion)
      return exchange.reply({
        success: false,
        error: 'version-mismatch',
        currentVersion: account.settingsVersion,
        currentSettings: account.settings,
      });
    account.settings = given.settings;
    account.settingsVersion++;
    const written = { value: account.settings, version: account.settingsVersion };
    const body = { t: 'update-account', id: account.id, settings: written };
    exchange.core.out.update(account.id, body, { tag: 'user' });
    exchange.reply({ success: true, version: account.settingsVersion });
  },
  addPushToken: (exchange) => {
    accountOf(exchange).pushTokens.add(readBodyAs(exchange, pushToken).token);
    exchange.reply({ success: true });
  },
  pushTokens: (exchange) => exchange.reply({ tokens: [...accountOf(exchange).pushTokens].map((token) => ({ token })) }),
  removePushToken: (exchange) => {
    accountOf(exchange).pushTokens.delete(exchange.params[0] ?? '');
    exchange.reply({ success: true });
  },
  usage: (exchange) => exchange.reply(queryUsage(exchange.core, exchange.accountId, readBodyAs(exchange, usageQuery))),
};

function accountOf({ core, accountId }: Exchange): AccountRow {
  const account = core.store.accounts.get(accountId);
  if (account === undefined) throw new Error(`a token of an account that is not there: ${accountId}`);
  return account;
}
