import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import type { ClaudeHome } from './claude-home.ts';

interface ClaudeOutcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A run of Claude Code with the tools that it started. */
export interface ClaudeProcess {
  readonly pid: number;
  readonly child: ChildProcessWithoutNullStreams;
  /** Resolves when it has ended by itself or otherwise. */
  readonly ended: Promise<ClaudeOutcome>;
  /** To the program alone; harmless when it has ended. */
  signal(signal: NodeJS.Signals): void;
  /** Kills it and the tools that it started, and waits. */
  stop(): Promise<void>;
}

export function startClaude(home: ClaudeHome, args: readonly string[], workDir = home.workDir): ClaudeProcess {
  const isPosix = process.platform !== 'win32';
  // A group of its own: what it started goes with it.
  const child = spawn(home.program, args, { cwd: workDir, env: home.env, detached: isPosix, stdio: 'pipe' });
  const pid = child.pid ?? 0;
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  child.stdin.on('error', () => undefined); // it may be gone before it has read everything
  const ended = once(child, 'close').then((): ClaudeOutcome => ({ code: child.exitCode, stdout, stderr }));
  ended.catch(() => undefined); // whoever waits for it hears it
  const isOver = () => child.exitCode !== null || child.signalCode !== null;
  return {
    pid,
    child,
    ended,
    signal: (signal) => void (isOver() || child.kill(signal)),
    async stop() {
      try {
        process.kill(isPosix ? -pid : pid, 'SIGKILL');
      } catch {
        // The whole group is gone already.
      }
      await ended;
    },
  };
}
