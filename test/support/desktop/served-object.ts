import { Message, type MessageBus } from '@jellybrick/dbus-next';

export interface ServedMethod {
  /** Signature of what `run` returns. */
  readonly out: string;
  run(body: readonly unknown[], sender: string): unknown[] | Promise<unknown[]>;
}

/**
 * Answers method calls at one path. Written on the message level because the library's own `configureMembers` loses
 * its members in the constructor (0.11.3).
 *
 * @param methods  by interface and member, joined by a dot
 */
export function serveObject(bus: MessageBus, path: string, methods: Readonly<Record<string, ServedMethod>>): void {
  bus.addMethodHandler((message) => {
    const method = methods[`${message.interface}.${message.member}`];
    if (message.path !== path || method === undefined) return false;
    void answer(bus, message, method);
    return true;
  });
}

async function answer(bus: MessageBus, message: Message, method: ServedMethod): Promise<void> {
  try {
    bus.send(Message.newMethodReturn(message, method.out, await method.run(message.body, message.sender)));
  } catch (error) {
    try {
      bus.send(Message.newError(message, 'org.freedesktop.DBus.Error.Failed', String(error)));
    } catch {
      // this program has left the bus: nobody waits for the answer
    }
  }
}
