import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { AgentRun, beginning, type AgentOrder } from './agent-run.ts';

const told = z.union([z.object({ begin: beginning }), z.object({ line: z.string() })]);

/** A program that can be started in the place of `claude`, any number of times, and is told what to say. */
export interface ScriptedAgent {
  readonly program: string;
  /** What the program needs in its environment to be told. */
  readonly env: Readonly<Record<string, string>>;
  readonly runs: readonly AgentRun[];
  /** The nth run, once it has begun. */
  run(nth: number): Promise<AgentRun>;
  /** The next run does this as soon as it has begun, and answers nothing. */
  nextOnly(order: AgentOrder): void;
  stop(): Promise<void>;
}

export async function startScriptedAgent(): Promise<ScriptedAgent> {
  const runs: AgentRun[] = [];
  const sockets = new Set<Socket>();
  const watchers = new Set<() => void>();
  let only: AgentOrder | null = null;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    let run: AgentRun | null = null;
    // A program that was killed takes its connection with it.
    const lines = createInterface({ input: socket }).on('error', () => socket.destroy());
    lines.on('line', (text) => {
      const message = told.parse(JSON.parse(text));
      if ('line' in message) return run?.hear(message.line);
      if (only !== null) {
        socket.write(`${JSON.stringify(only)}\n`);
        only = null;
        return;
      }
      run = new AgentRun(message.begin, (order) => void socket.write(`${JSON.stringify(order)}\n`));
      runs.push(run);
      for (const watch of watchers) watch();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    program: join(import.meta.dirname, 'agent.mjs'),
    env: { PATH: process.env['PATH'] ?? '', STDIO_AGENT_PORT: String(port) },
    runs,
    run: (nth) =>
      new Promise((resolve) => {
        const look = () => {
          const found = runs[nth - 1];
          if (found === undefined) return;
          watchers.delete(look);
          resolve(found);
        };
        watchers.add(look);
        look();
      }),
    nextOnly: (order) => void (only = order),
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
