import type { ClaudeCodeView, PastSession, SettingsChange } from '../../shared/model/claude-code.ts';
import { DAY_MS, HOUR_MS } from '../../shared/units.ts';

const settingsPath = '/home/ada/.claude/settings.json';

/** Claude Code is there and not connected, unless told otherwise. */
export function sampleClaude(over: Partial<ClaudeCodeView> = {}): ClaudeCodeView {
  return {
    program: { tag: 'found', path: '/home/ada/.local/bin/claude', version: '2.1.329', hookStyle: 'http' },
    settingsPath,
    hooks: { tag: 'not-connected' },
    obstacles: [],
    gatewayPort: 47_261,
    ...over,
  };
}

const own = {
  model: 'opus',
  permissions: { allow: ['Bash(npm test)', 'Bash(git status)', 'Read(~/notes/**)'], deny: ['Read(./.env)'] },
  env: { EDITOR: 'vim' },
  statusLine: { type: 'command', command: '~/bin/status' },
};

const hook = [
  {
    hooks: [
      {
        type: 'http',
        url: 'http://127.0.0.1:47261/hook',
        headers: { 'x-gatehouse-token': '••••' },
        timeout: 86_400,
      },
    ],
  },
];

/** The change as main would preview it: the file keeps all that is foreign. */
export function sampleChange(change: 'connect' | 'disconnect'): SettingsChange {
  const without = `${JSON.stringify(own, null, 2)}\n`;
  const withHooks = `${JSON.stringify({ ...own, hooks: { PermissionRequest: hook, PostToolUse: hook } }, null, 2)}\n`;
  const [before, after] = change === 'connect' ? [without, withHooks] : [withHooks, without];
  return { path: settingsPath, before, after, beforeHash: 'a'.repeat(64) };
}

const titles = [
  ['Make the login page keyboard-friendly', '/home/ada/src/shop', 2 * HOUR_MS],
  ['Why does the nightly build take an hour?', '/home/ada/src/build-tools', DAY_MS],
  ['Rename the ledger tables', '/home/ada/src/ledger', 3 * DAY_MS],
  ['Draft the release notes for 2.4', '/home/ada/src/shop', 6 * DAY_MS],
  ['', '/home/ada/scratch', 20 * DAY_MS],
] as const;

export function samplePast(nowMs: number): readonly PastSession[] {
  return titles.map(([title, folder, ageMs], index) => ({
    sessionId: `00000000-0000-4000-8000-00000000000${index}`,
    title,
    folder,
    lastUsedAtMs: nowMs - ageMs,
  }));
}
