import { execFile } from 'node:child_process';
import { access, chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { AgentsList } from '../../../main/backends/local/registry/agents.ts';
import { createProcessCheck } from '../../../main/backends/local/registry/process-check.ts';
import type { RegistryEntry } from '../../../main/backends/local/registry/registry-entry.ts';
import { RegistryWatch } from '../../../main/backends/local/registry/registry-watch.ts';
import { SessionTranscripts } from '../../../main/backends/local/transcript/session-transcripts.ts';
import { systemClock } from '../../../main/net/system-clock.ts';
import { createHandClock } from '../../support/hand-clock.ts';
import { realClaude } from '../../support/real-claude.ts';
import { tempDir } from '../../support/storage/temp-dir.ts';

const execute = promisify(execFile);
const { platform } = process;

/** Watches the registry of a real home, and waits for what it says. */
function watch(configDir: string) {
  const seen: { readonly entry: RegistryEntry | null; readonly atMs: number }[] = [];
  let wake = () => {};
  const registry = new RegistryWatch({
    configDir,
    clock: systemClock,
    check: createProcessCheck(platform, systemClock),
    onEntries: ([entry = null]) => {
      seen.push({ entry, atMs: Date.now() });
      wake();
    },
  });
  onTestFinished(() => registry.stop());
  registry.start();
  return {
    seen,
    async until(isSo: (entry: RegistryEntry | null) => boolean): Promise<RegistryEntry | null> {
      for (;;) {
        const { entry = null } = seen.at(-1) ?? {};
        if (seen.length > 0 && isSo(entry)) return entry;
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
  };
}

describe('Claude Code in a terminal', () => {
  test('is seen from its start to its end, and the answer given there is read from its record', async () => {
    const claude = await realClaude();
    const { configDir } = claude.home;
    const { seen, until } = watch(configDir);
    const results: string[] = [];
    let wake = () => {};
    const transcripts = new SessionTranscripts({
      configDir,
      clock: systemClock,
      listener: {
        onSaid: () => undefined,
        onFacts: () => undefined,
        onToolResult: (_, toolUseId, decision) => {
          results.push(`${toolUseId.slice(0, 5)} ${decision?.decision} ${decision?.source}`);
          wake();
        },
      },
    });
    onTestFinished(() => transcripts.stop());

    const terminal = await claude.startTerminal({ args: ['--name', 'till'] });
    const idle = await until((entry) => entry?.status === 'idle');
    expect([idle?.pid, idle?.cwd, idle?.name, idle?.kind]).toEqual([
      terminal.pid,
      claude.home.workDir,
      'till',
      'interactive',
    ]);
    await terminal.prompt('RUN Bash {"command":"touch made.txt","description":"t"}');
    const waiting = await until((entry) => entry?.status === 'waiting');
    expect(waiting?.waitingFor).toBe('permission prompt');
    await transcripts.follow(waiting?.sessionId ?? '', claude.home.workDir);
    transcripts.watchFully(new Set([waiting?.sessionId ?? '']));
    await terminal.choose('Yes');
    await until((entry) => entry?.status !== 'waiting');
    while (results.length === 0) await new Promise<void>((resolve) => (wake = resolve));
    expect(results).toEqual(['toolu accept user_temporary']);
    await access(join(claude.home.workDir, 'made.txt'));
    const lags = seen.flatMap(({ entry, atMs }) => {
      const changedAtMs = entry?.statusUpdatedAtMs ?? null;
      return changedAtMs === null ? [] : [atMs - changedAtMs];
    });
    console.info(`its own time of change to our callback: ${lags.join(', ')} ms`);

    const all = await new AgentsList({
      host: { platform, environment: claude.home.env, clock: systemClock },
      program: () => claude.home.program,
      configDir,
    }).list('now');
    expect(all?.map(({ pid, sessionId, name }) => ({ pid, sessionId, name }))).toEqual([
      { pid: terminal.pid, sessionId: idle?.sessionId, name: 'till' },
    ]);

    process.kill(terminal.pid, 'SIGKILL');
    await until((entry) => entry === null);
    // Its file is still there: it was killed.
    await access(join(configDir, 'sessions', `${terminal.pid}.json`));
  });

  test('in the background is seen too, and its end', async () => {
    const claude = await realClaude();
    const { program, env, workDir, configDir } = claude.home;
    const run = (...args: readonly string[]) => execute(program, args, { cwd: workDir, env, timeout: 45_000 });
    const { until } = watch(configDir);
    await run(
      '--bg',
      '--permission-mode',
      'default',
      '--name',
      'night',
      'RUN Bash {"command":"touch x","description":"t"}',
    );
    onTestFinished(async () => void (await run('daemon', 'stop', '--any').catch(() => undefined)));
    const entry = await until((each) => each?.status === 'waiting');
    expect([entry?.kind, entry?.name, entry?.waitingFor]).toEqual(['background', 'night', 'permission prompt']);
    const agents = new AgentsList({
      host: { platform, environment: env, clock: systemClock },
      program: () => program,
      configDir,
    });
    const rowOf = async () => (await agents.list('now'))?.find(({ sessionId }) => sessionId === entry?.sessionId);
    expect((await rowOf())?.state).toBe('blocked');
    await run('stop', entry?.jobId ?? '');
    await until((each) => each === null);
    expect(await rowOf()).toMatchObject({ id: entry?.jobId, state: 'stopped' });
  });
});

describe('the list that the program prints', () => {
  /** A program that counts its runs in a file, then does as told. */
  async function programThat(does: string) {
    const dir = await tempDir();
    const program = join(dir, 'claude');
    await writeFile(program, `#!/bin/sh\necho "$@" >> ${dir}/runs\n${does}\n`);
    await chmod(program, 0o700);
    const clock = createHandClock();
    const environment = { PATH: process.env['PATH'], GATEHOUSE_SECRET: 'ours', ELECTRON_RUN_AS_NODE: '1', MARK: 'x' };
    const agents = new AgentsList({ host: { platform, environment, clock }, program: () => program });
    const runs = async () => (await execute('cat', [`${dir}/runs`])).stdout.trim().split('\n');
    return { agents, clock, runs };
  }
  const row = '[{"sessionId":"s","cwd":"/w","kind":"background","name":"'; // a name and the end to come

  test('is asked for at most each half minute, never twice at once, and at once on demand', async () => {
    const { agents, clock, runs } = await programThat('echo "[]"');
    const [one, two] = await Promise.all([agents.list('recent'), agents.list('now')]);
    expect(one).toBe(two);
    clock.advance(29_999);
    await agents.list('recent');
    expect(await runs()).toEqual(['agents --json --all']);
    clock.advance(1);
    await agents.list('recent');
    await agents.list('now');
    expect((await runs()).length).toBe(3);
  });

  test('comes from a child that knows nothing of ours', async () => {
    const { agents } = await programThat(`echo '${row}'$GATEHOUSE_SECRET$ELECTRON_RUN_AS_NODE$MARK'"}]'`);
    expect((await agents.list('now'))?.map(({ name }) => name)).toEqual(['x']);
  });

  test('is nothing if the program fails, says something else, or is not there', async () => {
    expect(await (await programThat('exit 3')).agents.list('now')).toBeNull();
    expect(await (await programThat('echo Please log in')).agents.list('now')).toBeNull();
    const host = { platform, environment: {}, clock: systemClock };
    expect(await new AgentsList({ host, program: () => '/nowhere/claude' }).list('now')).toBeNull();
    expect(await new AgentsList({ host, program: () => null }).list('now')).toBeNull();
  });

  test('is given up after five seconds', async () => {
    const { agents } = await programThat('exec sleep 60');
    const sinceMs = performance.now();
    expect(await agents.list('now')).toBeNull();
    expect(performance.now() - sinceMs).toBeLessThan(30_000);
  });
});
