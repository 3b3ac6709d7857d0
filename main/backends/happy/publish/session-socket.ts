import { createHappySocket, type HappySocket } from '../server/happy-socket.ts';
import type { SocketOwner } from './attachment.ts';
import type { PublishTools } from './publish-context.ts';

/** The socket of one session, as its own agent. */
export function sessionSocket(
  { kit, signIn, settings, tools }: PublishTools,
  given: SocketOwner & {
    readonly sessionId: string;
    /** For the log. */
    readonly name: string;
    readonly isAsking: () => boolean;
  },
): HappySocket {
  const { sessionId, name, isAsking, ...owner } = given;
  return createHappySocket({
    kit,
    clock: tools.clock,
    name,
    serverUrl: settings.serverUrl,
    tokens: signIn,
    scope: { clientType: 'session-scoped', sessionId },
    priority: () => (isAsking() ? 3 : 1),
    ...owner,
  });
}
