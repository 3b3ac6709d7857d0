import type { GuestApp } from './guest-desk.ts';
import type { Guest } from './guest.ts';
import { asRoot } from './root.ts';
import { needSystemBus } from './system-bus.ts';

/**
 * The system's own question for a password: its bus, polkit and pkexec, and polkit's agent for terminals, which asks what the
 * dialog of a desktop asks. The guest is one of those who may become root with their own password.
 */
export interface PasswordPrompt {
  readonly rightPassword: string;
  /** Begins to listen for the question that an app makes the system ask. */
  listenFor(app: GuestApp): Promise<Question>;
  stop(): Promise<void>;
}

interface Question {
  /** Waits for it. @returns what the person reads */
  asked(): Promise<string>;
  answer(password: string): Promise<void>;
}

const PATIENCE_MS = 60_000;
const PASSWORD = 'right-horse-9f3c';
const REGISTERED = 'the agent listens';
/** The agent says that it listens by closing a pipe. */
const agentFor = (pid: number) =>
  [
    'rm -f .agent; mkfifo .agent',
    `{ cat .agent; echo '${REGISTERED}'; } &`,
    `exec pkttyagent --process ${pid} --notify-fd 9 9>.agent`,
  ].join('\n');

export async function startPasswordPrompt(guest: Guest): Promise<PasswordPrompt> {
  const bus = await needSystemBus();
  asRoot('usermod', '--append', '--groups', 'sudo', guest.name);
  asRoot('sh', '-c', `echo '${guest.name}:${PASSWORD}' | chpasswd`);
  return {
    rightPassword: PASSWORD,
    async listenFor(app) {
      // It talks to a terminal only.
      const command = ['script', '--quiet', '--flush', '--command', agentFor(app.pid), '/dev/null'];
      const agent = guest.start(command, {}, 'pipe');
      let terminal = '';
      agent.stdout?.on('data', (chunk: Buffer) => (terminal += chunk.toString()));
      const shown = async (line: RegExp) => {
        for (const deadlineMs = Date.now() + PATIENCE_MS; !line.test(terminal);) {
          if (Date.now() > deadlineMs) throw new Error(`nothing like ${String(line)} on the terminal:\n${terminal}`);
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
      };
      await shown(new RegExp(REGISTERED));
      return {
        async asked() {
          await shown(/Password: /);
          return terminal;
        },
        async answer(password) {
          agent.stdin?.write(`${password}\n`);
          await shown(/AUTHENTICATION (?:COMPLETE|FAILED)/);
          agent.kill();
        },
      };
    },
    stop: () => bus.stop(),
  };
}
