import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { daemonState, isAlive } from '../../support/happy-daemon.ts';
import { realHappy, REAL_HAPPY_LIMIT_MS } from '../../support/real-happy.ts';

const request = z.looseObject({ publicKey: z.string() });

describe.each([{ cli: 'happy' }, { cli: 'happy-coder' }] as const)(
  'the published $cli',
  { timeout: REAL_HAPPY_LIMIT_MS },
  ({ cli }) => {
    test('shows a key when it was never paired, and works for the account whose app approves it', async () => {
      const { home, phone, server, startTerminal } = await realHappy({ cli, pairing: null, withDaemon: true });
      const terminal = await startTerminal(['--happy-starting-mode', 'remote']);
      await terminal.untilScreen(/Mobile App/, REAL_HAPPY_LIMIT_MS);
      await terminal.press('Enter');
      const asked = await server.seen.requests.find(({ path }) => path === '/v1/auth/request');
      const { publicKey } = request.parse(JSON.parse(asked.body));
      await phone.approveTerminal(Buffer.from(publicKey, 'base64').toString('base64url'));
      const made = await server.seen.requests.find(({ path, method }) => path === '/v1/sessions' && method === 'POST');
      expect(made.accountId).toBe(phone.accountId);
      // With the content key alone it can write for the account, and not read it.
      expect(await home.accessKey()).toEqual({
        encryption: expect.any(Object) as unknown,
        token: expect.any(String) as unknown,
      });

      // It started its service, which outlives it; it ends with the test.
      const connected = await server.seen.connections.find(({ scope }) => scope.tag === 'machine-scoped');
      expect(connected.accountId).toBe(phone.accountId);
      const pid = (await daemonState(home.happyDir))?.pid ?? 0;
      await terminal.stop();
      expect(isAlive(pid)).toBe(true);
      await home.remove();
      expect(isAlive(pid)).toBe(false);
    });
  },
);
