import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { run, together } from '../../support/messages-api-script.ts';
import { realClaude } from '../../support/real-claude.ts';

const touch = (name: string) => run('Bash', { command: `touch ${name}`, description: 'Makes a file' });

test('in print mode the scripted model calls tools and reads what became of them', async () => {
  const claude = await realClaude();
  const script = together(touch('a'), touch('b'));
  const { ended } = await claude.runPrint(`${script}\nSAY finished`, { args: ['--allowedTools', 'Bash(touch a)'] });
  const { code, stdout } = await ended;
  expect({ code, stdout: stdout.trim() }).toEqual({ code: 0, stdout: 'finished' });
  expect([existsSync(join(claude.home.workDir, 'a')), existsSync(join(claude.home.workDir, 'b'))]).toEqual([
    true,
    false,
  ]);
  expect(claude.api.toolResults.map(({ isError }) => isError)).toEqual([false, true]);
});

test('in a terminal the program asks, and does what the person at the keyboard says', async () => {
  const claude = await realClaude();
  const terminal = await claude.startTerminal();
  await terminal.prompt(`${touch('a')}\nSAY finished`);
  await terminal.untilScreen(/Do you want to proceed\?/);
  expect(existsSync(join(claude.home.workDir, 'a'))).toBe(false);
  await terminal.choose('Yes');
  await terminal.untilScreen(/● finished/);
  expect(existsSync(join(claude.home.workDir, 'a'))).toBe(true);
});

test('over stdio the program asks its host', async () => {
  const claude = await realClaude();
  const stdio = await claude.startStdio();
  stdio.write({ type: 'user', message: { role: 'user', content: `${touch('a')}\nSAY finished` } });
  const ask = await stdio.until(({ type }) => type === 'control_request', 'an ask');
  stdio.write({
    type: 'control_response',
    response: {
      subtype: 'success',
      request_id: ask['request_id'],
      response: { behavior: 'allow', updatedInput: { command: 'touch b' } },
    },
  });
  await stdio.until(({ type }) => type === 'result', 'the result');
  expect(existsSync(join(claude.home.workDir, 'b'))).toBe(true);
});
