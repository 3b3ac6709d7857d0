import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bashAsk, startHappyAgent } from '../../support/happy-agent/index.ts';
import { connectHappyPhone } from '../../support/happy-phone/index.ts';
import { startHappyServer, type HappyServer } from '../../support/happy-server/index.ts';

const secret = randomBytes(32);
const closing: { close(): void }[] = [];
let server: HappyServer;

beforeEach(async () => {
  server = await startHappyServer();
});
afterEach(async () => {
  for (const open of closing.splice(0)) open.close();
  await server.stop();
});

const later = <Client extends { close(): void }>(client: Client): Client => {
  closing.push(client);
  return client;
};

test.each([
  ['current', 'dataKey'],
  ['current', 'legacy'],
  ['early', 'dataKey'],
  ['early', 'legacy'],
] as const)('a request of a %s agent with a %s session is answered on the phone and runs', async (dialect, variant) => {
  const { baseUrl } = server;
  const agent = later(await startHappyAgent({ baseUrl, secret, dialect, variant }));
  const phone = later(await connectHappyPhone({ baseUrl, secret }));
  const { id, outcome } = await agent.ask(bashAsk('npm test'));
  expect(await phone.request(agent.id, id)).toMatchObject({ tool: 'Bash', arguments: { command: 'npm test' } });
  expect(await phone.allow(agent.id, id)).toBeUndefined();
  expect(await outcome).toMatchObject({ status: 'approved' });
  expect(await phone.completed(agent.id, id)).toMatchObject({ status: 'approved', tool: 'Bash' });
  expect(server.session(agent.id).messages).toHaveLength(2);
});
