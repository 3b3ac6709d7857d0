import { asRoot, tryAsRoot, type Outcome } from './root.ts';
import type { Guest } from './guest.ts';

/**
 * Stands in for the system's question for a password, which nobody could answer here: a `pkexec` in the guest's own folder
 * that hands its command to the test. What the test then runs as root is real.
 */
export interface PasswordPrompt {
  /** To go before the guest's PATH. */
  readonly binDir: string;
  /** Waits for the question and says no, as pkexec does when its dialog is closed. */
  refuse(): Promise<readonly string[]>;
  /** Waits for the question, gives the password, and runs what was asked for. */
  allow(): Promise<{ readonly command: readonly string[]; readonly outcome: Outcome }>;
}

const PATIENCE_MS = 60_000;
const SCRIPT = `#!/bin/sh
cd "$(dirname "$0")/../.prompt" || exit 127
rm -f answer
printf '%s\\n' "$@" >question.new && mv question.new question
while [ ! -f answer ]; do sleep 0.1; done
exit "$(cat answer)"
`;

export function putPasswordPrompt(guest: Guest): PasswordPrompt {
  guest.write('.prompt/.keep', '');
  guest.write('.local/bin/pkexec', SCRIPT);
  const binDir = `${guest.homeDir}/.local/bin`;
  asRoot('chmod', '0755', `${binDir}/pkexec`);

  async function question(): Promise<readonly string[]> {
    for (const deadlineMs = Date.now() + PATIENCE_MS; Date.now() < deadlineMs;) {
      const asked = guest.read('.prompt/question');
      if (asked !== null) {
        asRoot('rm', `${guest.homeDir}/.prompt/question`);
        return asked.trimEnd().split('\n');
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error('nobody asked for a password');
  }
  const answer = (code: number) => guest.write('.prompt/answer', String(code));

  return {
    binDir,
    async refuse() {
      const command = await question();
      answer(126);
      return command;
    },
    async allow() {
      const command = await question();
      const [option, program = '', ...args] = command;
      if (option !== '--disable-internal-agent') throw new Error(`not a call of pkexec: ${command.join(' ')}`);
      const outcome = tryAsRoot(program, ...args);
      answer(outcome.code ?? 1);
      return { command, outcome };
    },
  };
}
