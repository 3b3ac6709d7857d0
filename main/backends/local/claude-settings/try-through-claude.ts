import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClaudeTest } from '../../../../shared/model/claude-code.ts';
import { MINUTE_MS, SECOND_MS } from '../../../../shared/units.ts';
import type { LocalHost } from '../host.ts';
import { AgentChild, type ChildEnd } from '../process/agent-child.ts';
import { environmentFor } from '../process/launch.ts';
import { readTrialLine, type TrialNews } from './trial-line.ts';

const ANSWER_WITHIN_MS = 2 * MINUTE_MS;
/** It is called at the same moment as the host is asked. */
const HOOK_COMES_WITHIN_MS = 5 * SECOND_MS;
const FILE_NAME = 'gatehouse-was-here';

/** As exact as can be said: the tool and its input, on a line of their own. */
const PROMPT = [
  'This is a test of permission requests. Make exactly the one tool call on the next line, then stop.',
  `RUN Bash ${JSON.stringify({ command: `touch ${FILE_NAME}`, description: 'A test from Gatehouse' })}`,
].join('\n');

const ARGUMENTS = [
  '-p',
  ...['--input-format', 'stream-json', '--output-format', 'stream-json', '--verbose'],
  // The hook runs beside the host's ask, in every version; with plain `-p` only newer ones call it.
  ...['--permission-prompt-tool', 'stdio', '--include-hook-events'],
  ...['--permission-mode', 'default', '--max-turns', '3'],
];

/**
 * Runs Claude Code once, shortly, in a folder of its own, and lets it ask whether it may make an empty file there.
 *
 * @param configDir  given where the person chose a folder for us; else the environment decides
 */
export async function tryThroughClaude(parts: {
  readonly host: LocalHost;
  readonly program: string;
  readonly configDir: string | undefined;
}): Promise<ClaudeTest> {
  const { host } = parts;
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-test-'));
  try {
    const heard = await listen(parts, folder);
    const isMade = await stat(join(folder, FILE_NAME)).then(
      () => true,
      () => false,
    );
    const outcome = outcomeOf(heard, isMade);
    const detail = outcome === 'claude-failed' ? heard.lastLine : undefined;
    return { through: 'claude', outcome, ...(detail === undefined ? {} : { detail }) };
  } finally {
    await rm(folder, { recursive: true, force: true }).catch((cause: unknown) =>
      host.log.warn('test-folder-not-removed', { error: String(cause) }),
    );
  }
}

interface Heard {
  readonly hook: Extract<TrialNews, { readonly tag: 'hook' }>['decision'] | 'never';
  readonly askedHost: boolean;
  readonly isLate: boolean;
  readonly end: ChildEnd;
  readonly lastLine: string | undefined;
}

async function listen(
  {
    host,
    program,
    configDir,
  }: { readonly host: LocalHost; readonly program: string; readonly configDir: string | undefined },
  folder: string,
): Promise<Heard> {
  let hook: Heard['hook'] = 'never';
  let askedHost = false;
  let isLate = false;
  let end: ChildEnd = { tag: 'not-run' };
  let said: string | undefined;
  const onNews = (news: TrialNews) => {
    if (news.tag === 'hook') hook = news.decision;
    else if (news.tag === 'ask') askedHost = true;
    else said = news.text;
    // Our hook had no opinion, or is not called at all: nobody is going to answer the host's ask.
    if ((askedHost && hook === 'none') || news.tag === 'result') child.endInput();
    else if (askedHost && hook === 'never') cancelHookWait = host.clock.schedule(HOOK_COMES_WITHIN_MS, endUnlessHooked);
  };
  let cancelHookWait = () => {};
  const endUnlessHooked = () => {
    if (hook === 'never') child.endInput();
  };
  const child = new AgentChild(
    { program, args: ARGUMENTS, folder, environment: environmentFor(host.environment, configDir) },
    host,
    {
      onLine: (line) => readTrialLine(line).forEach(onNews),
      onOversized: () => undefined,
      onEnd: (how) => {
        end = how;
      },
    },
  );
  const cancelLate = host.clock.schedule(ANSWER_WITHIN_MS, () => {
    isLate = true;
    void child.kill();
  });
  await child.send(JSON.stringify({ type: 'user', message: { role: 'user', content: PROMPT } }));
  await child.ended;
  cancelLate();
  cancelHookWait();
  return { hook, askedHost, isLate, end, lastLine: child.lastLines.at(-1) ?? said };
}

function outcomeOf(heard: Heard, isMade: boolean): ClaudeTest['outcome'] {
  if (heard.hook === 'allow' && isMade) return 'allowed';
  if (heard.hook === 'deny') return 'denied';
  if (heard.hook === 'waiting' && heard.isLate) return 'not-answered';
  if (heard.askedHost || isMade) return 'not-asked';
  return 'claude-failed';
}
