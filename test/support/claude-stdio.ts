import { createInterface } from 'node:readline';
import type { ClaudeHome } from './claude-home.ts';
import { startClaude, type ClaudeProcess } from './claude-process.ts';

const PATIENCE_MS = 45_000;
const FLAGS = ['-p', '--input-format', 'stream-json', '--output-format', 'stream-json', '--verbose'];

/** One line of the program, as it was read. */
type StdioFrame = Readonly<Record<string, unknown>>;

/** Claude Code as the child of a host that talks to it in JSON lines. */
export interface ClaudeStdio extends ClaudeProcess {
  readonly frames: readonly StdioFrame[];
  write(frame: object): void;
  /** The first frame that fits, of those heard before too. */
  until(fits: (frame: StdioFrame) => boolean, what: string): Promise<StdioFrame>;
}

export function startClaudeStdio(home: ClaudeHome, args: readonly string[]): ClaudeStdio {
  const claude = startClaude(home, [...FLAGS, '--permission-prompt-tool', 'stdio', ...args]);
  const frames: StdioFrame[] = [];
  const watchers = new Set<() => void>();
  createInterface({ input: claude.child.stdout }).on('line', (line) => {
    frames.push(JSON.parse(line) as StdioFrame);
    for (const watch of watchers) watch();
  });
  return {
    ...claude,
    frames,
    write: (frame) => void claude.child.stdin.write(`${JSON.stringify(frame)}\n`),
    until: (fits, what) =>
      new Promise((resolve, reject) => {
        const finish = (settle: () => void) => {
          clearTimeout(timer);
          watchers.delete(look);
          settle();
        };
        const fail = (why: string) => finish(() => reject(new Error(`${why} waiting for ${what}: ${kinds(frames)}`)));
        const look = () => {
          const found = frames.find(fits);
          if (found !== undefined) finish(() => resolve(found));
        };
        const timer = setTimeout(() => fail('in vain'), PATIENCE_MS);
        watchers.add(look);
        void claude.ended.then(({ stderr }) => fail(`it ended (${stderr.trim()})`));
        look();
      }),
  };
}

function kinds(frames: readonly StdioFrame[]): string {
  return frames.map(({ type, subtype }) => [type, subtype].filter(Boolean).join('/')).join(' ');
}
