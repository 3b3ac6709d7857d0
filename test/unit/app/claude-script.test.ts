import { expect, test } from 'vitest';
import { runClaudeScript } from '../../../main/app/claude-script.ts';
import type { ApplyError, HookChange } from '../../../main/ports/claude-code.ts';
import { defaultSettings, settingsSchema, type Settings } from '../../../shared/model/settings.ts';
import { err, ok, type Result } from '../../../shared/result.ts';

const PATH = '/home/me/.claude/settings.json';

async function script(
  change: HookChange,
  setup: { readonly settings?: Settings; readonly result?: Result<string, ApplyError> } = {},
) {
  const lines: string[] = [];
  const applied: string[] = [];
  const code = await runClaudeScript({
    change,
    settings: setup.settings ?? defaultSettings,
    apply: (settings, what) => {
      applied.push(`${what} ${settings.id} ${settings.port}`);
      return Promise.resolve(setup.result ?? ok(PATH));
    },
    print: (line) => void lines.push(line),
  });
  return { code, lines, applied };
}

test('connecting writes the hooks and says so in one line', async () => {
  expect(await script('connect')).toEqual({
    code: 0,
    lines: [`Connected: ${PATH} holds the hooks of Gatehouse.`],
    applied: ['connect here 47261'],
  });
});

test('a connection to this computer that is configured is used as it is', async () => {
  const settings = settingsSchema.parse({ connections: [{ id: 'mine', kind: 'local', name: 'Mac', port: 5000 }] });
  expect((await script('connect', { settings })).applied).toEqual(['connect mine 5000']);
});

test('disconnecting takes the hooks out and says so', async () => {
  expect(await script('disconnect')).toEqual({
    code: 0,
    lines: [`Disconnected: ${PATH} holds no hooks of Gatehouse.`],
    applied: ['disconnect here 47261'],
  });
});

test.each([
  ['unreadable', 'line 3', "Left alone: Claude Code's settings cannot be read (line 3)."],
  ['changed', PATH, `Left alone: another program keeps changing ${PATH}.`],
  ['not-written', 'no free port', 'Not written: no free port.'],
] as const)('a change that fails as %s says why and ends with 1', async (code, detail, line) => {
  expect(await script('connect', { result: err({ code, detail }) })).toMatchObject({ code: 1, lines: [line] });
});
