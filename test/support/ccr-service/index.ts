/**
 * A double of the CCR sessions service, both generations, for tests and measurements:
 *
 *     const service = await startCcrService();
 *     const session = service.addSession({ title: 'Fix the build' });
 *     ... point a client at service.baseUrl with service.token ...
 *     await session.connected();
 *     const ask = session.ask({ toolName: 'Bash', inputText: '{"command":"npm test","n":9007199254740993}' });
 *     const answer = await session.answerTo(ask);        // answer.text is the frame byte for byte
 *     await service.stop();
 */
export { startCcrService, type CcrService, type ServiceOptions } from './start.ts';
export { workConnection } from './work-connection.ts';
export type { CcrSession, SessionOptions } from './ccr-session.ts';
export type { OpenAsk } from './asks.ts';
