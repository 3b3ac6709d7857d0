/**
 * A double of the Happy server, agents of other machines, and the account's phone:
 *
 *     const secret = randomBytes(32);                                   // the account
 *     const server = await startHappyServer({ timing: { rpcRegisterWaitMs: 200 } });
 *     const { baseUrl } = server;
 *     const agent = await startHappyAgent({ baseUrl, secret });         // dialect, variant, flavor, mode ...
 *     const phone = await connectHappyPhone({ baseUrl, secret });
 *     const { id, outcome } = await agent.ask(bashAsk('npm test'));     // in agentState, the log and a push event
 *     await phone.request(agent.id, id);
 *     await phone.allow(agent.id, id);                                  // or the product under test does
 *     expect(await outcome).toMatchObject({ status: 'approved' });
 *     expect(await phone.completed(agent.id, id)).toMatchObject({ status: 'approved' });
 *     agent.close(); phone.close(); await server.stop();
 *
 * `server.seen.*` is all that came and went (awaitable: `find`, `later`, `count`), `server.breakNext` and
 * `server.breakAck` plan faults, `server.hostile.*` replays, splices, skips and corrupts, `server.restart()`,
 * `close()`/`open()`, `disconnectSockets()`, `cutSockets()` and `refuseToken()` are the outages.
 */
export { startHappyServer, type HappyServer } from './start.ts';
