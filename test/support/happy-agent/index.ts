export { startHappyAgent, type AgentOptions } from './start.ts';
export type { HappyAgent } from './agent.ts';
export { bashAsk, codexAsk, planAsk, questionAsk } from './asks.ts';
