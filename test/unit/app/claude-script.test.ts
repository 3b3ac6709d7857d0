import { expect, test } from 'vitest';
import { runClaudeScript } from '../../../main/app/claude-script.ts';
import type { ApplyError, HookChange } from '../../../main/ports/claude-code.ts';
import { defaultSettings, settingsSchema, type Settings } from '../../../shared/model/settings.ts';
import { err, ok, type Result } from '../../../shared/result.ts';

const PATH = '/home/me/.claude/settings.json';

async function script(setup: {
  readonly change: HookChange;
  readonly profile?: Settings;
  readonly result?: Result<string, ApplyError>;
  readonly isRunning?: boolean;
  readonly mayNotSave?: boolean;
}) {
  let stored = setup.profile ?? defaultSettings;
  const lines: string[] = [];
  const applied: string[] = [];
  const code = await runClaudeScript({
    change: setup.change,
    store: {
      read: () => ({ settings: stored, problems: [] }),
      write: (settings) => {
        if (setup.mayNotSave === true) throw new Error('disk full');
        stored = settings;
      },
    },
    merge: (settings) => ({ settings }),
    apply: (settings, change) => {
      applied.push(`${change} ${settings.id} ${settings.port}`);
      return Promise.resolve(setup.result ?? ok(PATH));
    },
    isRunning: setup.isRunning ?? false,
    print: (line) => void lines.push(line),
  });
  return { code, lines, applied, connections: stored.connections.map(({ id, kind, name }) => ({ id, kind, name })) };
}

test('connecting writes the hooks, adds this computer to the connections, and says so in one line', async () => {
  expect(await script({ change: 'connect' })).toEqual({
    code: 0,
    lines: [`Connected: ${PATH} holds the hooks of Gatehouse.`],
    applied: ['connect here 47261'],
    connections: [{ id: 'here', kind: 'local', name: 'This computer' }],
  });
});

test('a connection to this computer that is there already is used as it is', async () => {
  const profile = settingsSchema.parse({ connections: [{ id: 'mine', kind: 'local', name: 'Mac', port: 5000 }] });
  expect(await script({ change: 'connect', profile })).toEqual({
    code: 0,
    lines: [`Connected: ${PATH} holds the hooks of Gatehouse.`],
    applied: ['connect mine 5000'],
    connections: [{ id: 'mine', kind: 'local', name: 'Mac' }],
  });
});

test('a taken name of a connection is not taken again', async () => {
  const ccr = { id: 'here', kind: 'ccr', name: 'C', baseUrl: 'https://a.example', credentials: { stored: true } };
  const { connections } = await script({ change: 'connect', profile: settingsSchema.parse({ connections: [ccr] }) });
  expect(connections.map(({ id }) => id)).toEqual(['here', 'here-2']);
});

test('a Gatehouse that runs has to be started again to see a new connection', async () => {
  const { lines } = await script({ change: 'connect', isRunning: true });
  expect(lines).toEqual([`Connected: ${PATH} holds the hooks of Gatehouse. Restart Gatehouse to see its sessions.`]);
});

test('disconnecting leaves the connection and says what it did', async () => {
  const profile = settingsSchema.parse({ connections: [{ id: 'here', kind: 'local', name: 'This computer' }] });
  const { code, lines, connections } = await script({ change: 'disconnect', profile });
  expect({ code, lines }).toEqual({ code: 0, lines: [`Disconnected: ${PATH} holds no hooks of Gatehouse.`] });
  expect(connections).toHaveLength(1);
});

test.each([
  [{ code: 'unreadable', detail: 'line 1, column 2: expected a value' }, /^Left alone: .*line 1, column 2/],
  [{ code: 'changed', detail: PATH }, /^Left alone: another program keeps changing/],
  [{ code: 'not-written', detail: 'EACCES' }, /^Not written: EACCES\.$/],
] as const)('%j ends with code 1, one line, and no new connection', async (error, line) => {
  const done = await script({ change: 'connect', result: err(error) });
  expect({ code: done.code, connections: done.connections, count: done.lines.length }).toEqual({
    code: 1,
    connections: [],
    count: 1,
  });
  expect(done.lines[0]).toMatch(line);
});

test('hooks that were written while the connection could not be saved are told', async () => {
  const { code, lines } = await script({ change: 'connect', mayNotSave: true });
  expect(code).toBe(1);
  expect(lines[0]).toMatch(/could not be saved in Gatehouse's own settings: Error: disk full$/);
});
