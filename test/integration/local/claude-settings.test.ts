import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test, vi } from 'vitest';
import { ourHooks, settingsFiles } from '../../unit/backends/local/claude-settings/sample-hooks.ts';
import { change, PORT, settings, settingsPlace, type SettingsPlace } from './claude-settings-place.ts';

const BEFORE = '{\n  "model": "opus"\n}\n';

const tokenIn = (text: string) => /"x-gatehouse-token": ?"([^"]+)"/.exec(text)?.[1] ?? '';

async function connectedPlace(): Promise<SettingsPlace> {
  const place = await settingsPlace();
  await place.write(BEFORE);
  await place.claude.onPort(PORT);
  expect(await change(place.claude, 'connect')).toBe('done');
  return place;
}

test.each(settingsFiles)(
  '$name comes back byte for byte, mode and all, and nothing is left beside it',
  async ({ text }) => {
    const place = await settingsPlace();
    await place.write(text, 0o640);
    expect(await change(place.claude, 'connect')).toBe('done');
    expect(place.claude.view?.hooks).toEqual({ tag: 'connected', style: 'http' });
    expect(await place.mode()).toBe(0o600);
    expect(await change(place.claude, 'disconnect')).toBe('done');
    expect(await place.text()).toBe(text);
    expect(await place.mode()).toBe(0o640);
    expect(await readdir(place.configDir)).toEqual(['settings.json']);
  },
);

test("the token stands in Claude Code's file alone; the profile holds its hash, for the owner only", async () => {
  const place = await connectedPlace();
  const token = tokenIn(await place.text());
  expect(Buffer.from(token, 'base64url')).toHaveLength(32);
  expect(place.claude.checkToken(token)).toBe(true);
  expect(place.claude.checkToken(`${token}x`)).toBe(false);
  const recordPath = join(place.profileDir, 'gateway.json');
  expect(await readFile(recordPath, 'utf8')).not.toContain(token);
  expect((await stat(recordPath)).mode & 0o777).toBe(0o600);
  expect((await stat(`${place.settingsPath}.gatehouse-backup`)).mode & 0o777).toBe(0o600);
  expect(await readFile(`${place.settingsPath}.gatehouse-backup`, 'utf8')).toBe(BEFORE);
  expect(JSON.stringify(place.log.lines)).not.toContain(token);
});

test('a preview shows the change without the token and writes nothing', async () => {
  const place = await connectedPlace();
  const text = await place.text();
  const preview = await place.claude.preview('disconnect');
  if (!preview.ok) throw new Error(preview.error.detail);
  expect(preview.value.before).toBe(text.replaceAll(tokenIn(text), '••••'));
  expect(preview.value.after).toBe(BEFORE);
  expect(await place.text()).toBe(text);
});

test('a file that changed since the preview is not written', async () => {
  const place = await settingsPlace();
  await place.write(BEFORE);
  const preview = await place.claude.preview('connect');
  if (!preview.ok) throw new Error(preview.error.detail);
  await place.write('{"model":"sonnet"}');
  const applied = await place.claude.apply('connect', preview.value.beforeHash);
  expect(applied.ok ? 'done' : applied.error.code).toBe('changed');
  expect(await place.text()).toBe('{"model":"sonnet"}');
});

test('a file that is not there is made, and goes again', async () => {
  const place = await settingsPlace();
  await rm(place.configDir, { recursive: true });
  expect(await change(place.claude, 'connect')).toBe('done');
  expect(await place.mode()).toBe(0o600);
  expect(await change(place.claude, 'disconnect')).toBe('done');
  expect(existsSync(place.settingsPath)).toBe(false);
});

test('settings that cannot be read are left alone, and where is told', async () => {
  const place = await settingsPlace();
  await place.write('{ "model": opus }');
  expect(await change(place.claude, 'connect')).toBe('preview unreadable');
  expect((await place.claude.look()).hooks).toEqual({
    tag: 'unreadable',
    detail: 'line 1, column 12: expected a value',
  });
  expect(await place.text()).toBe('{ "model": opus }');
});

test('bytes that are no text are left alone', async () => {
  const place = await settingsPlace();
  await writeFile(place.settingsPath, Buffer.from([0x7b, 0xff, 0xfe, 0x7d]));
  expect((await place.claude.look()).hooks).toEqual({ tag: 'unreadable', detail: 'expected text in UTF-8' });
  expect(await change(place.claude, 'connect')).toBe('preview unreadable');
});

test('hooks that somebody takes out are noticed, and connecting again repairs them with the same token', async () => {
  const place = await connectedPlace();
  const text = await place.text();
  const seen = vi.fn();
  place.claude.onChange(({ hooks }) => seen(hooks));
  const value = JSON.parse(text) as { hooks: Record<string, unknown> };
  delete value.hooks['Stop'];
  await writeFile(place.settingsPath, JSON.stringify(value, null, 2));
  await vi.waitFor(() => expect(seen).toHaveBeenLastCalledWith({ tag: 'damaged', events: ['Stop'] }), 45_000);
  expect(await change(place.claude, 'connect')).toBe('done');
  expect(tokenIn(await place.text())).toBe(tokenIn(text));
  expect(place.claude.view?.hooks.tag).toBe('connected');
});

test('hooks that are all taken out, and a whole file that is gone, are noticed', async () => {
  const place = await connectedPlace();
  const seen = vi.fn();
  place.claude.onChange(({ hooks }) => seen(hooks.tag === 'damaged' ? hooks.events.length : hooks.tag));
  await rm(place.settingsPath);
  await vi.waitFor(() => expect(seen).toHaveBeenLastCalledWith(ourHooks.length), 45_000);
});

test('a change that is none for us tells nobody', async () => {
  const place = await connectedPlace();
  const seen = vi.fn();
  place.claude.onChange(seen);
  const value = JSON.parse(await place.text()) as object;
  await writeFile(place.settingsPath, JSON.stringify({ ...value, theme: 'dark' }));
  await place.claude.look();
  expect(seen).not.toHaveBeenCalled();
});

test('hooks that name another port are written again when the gateway listens elsewhere', async () => {
  const place = await connectedPlace();
  const token = tokenIn(await place.text());
  await place.claude.onPort(PORT + 1);
  const text = await place.text();
  expect(text).toContain(`http://127.0.0.1:${PORT + 1}/hook`);
  expect(text).not.toContain(`:${PORT}/`);
  expect(tokenIn(text)).toBe(token);
  expect(place.claude.view).toMatchObject({ hooks: { tag: 'connected' }, gatewayPort: PORT + 1 });
  expect(await change(place.claude, 'disconnect')).toBe('done');
  expect(await place.text()).toBe(BEFORE);
});

test('hooks of another installation are not rewritten behind its back', async () => {
  const place = await connectedPlace();
  const other = place.another(join(place.homeDir, 'other-profile'));
  await other.onPort(PORT + 5);
  const text = await place.text();
  expect(text).toContain(`:${PORT}/hook`);
  expect(other.view?.hooks.tag).toBe('damaged');
  expect(other.checkToken(tokenIn(text))).toBe(false);
});

test('a token that a script of ours wrote while we run is honoured', async () => {
  const place = await settingsPlace();
  await place.write(BEFORE);
  expect(place.claude.checkToken('none-yet')).toBe(false);
  const script = place.another();
  expect(await change(script, 'connect')).toBe('done');
  expect(place.claude.checkToken(tokenIn(await place.text()))).toBe(true);
});

test('a broken record of ours is set aside; disconnecting still leaves nothing of ours', async () => {
  const place = await connectedPlace();
  await writeFile(join(place.profileDir, 'gateway.json'), '{ "version": 1, "tokenHash": ');
  const next = place.another();
  expect(next.checkToken(tokenIn(await place.text()))).toBe(false);
  expect((await readdir(place.profileDir)).filter((name) => name.startsWith('gateway.json.broken-'))).toHaveLength(1);
  expect(await change(next, 'disconnect')).toBe('done');
  expect(await place.text()).toBe(BEFORE);
});

test('a link stays a link: the file behind it is changed and comes back', async () => {
  const place = await settingsPlace();
  const dotfiles = join(place.homeDir, 'dotfiles');
  await mkdir(dotfiles);
  await writeFile(join(dotfiles, 'claude.json'), BEFORE);
  await symlink(join('..', 'dotfiles', 'claude.json'), place.settingsPath);
  expect(await change(place.claude, 'connect')).toBe('done');
  expect(place.claude.view?.obstacles).toEqual([{ code: 'settings-are-linked', path: place.settingsPath }]);
  expect(await readlinkOf(place.settingsPath)).toBe('link');
  expect(await readdir(dotfiles)).toEqual(['claude.json']);
  expect(await change(place.claude, 'disconnect')).toBe('done');
  expect(await readFile(join(dotfiles, 'claude.json'), 'utf8')).toBe(BEFORE);
});

async function readlinkOf(path: string): Promise<string> {
  const found = await readdir(join(path, '..'), { withFileTypes: true });
  return found.find(({ name }) => path.endsWith(name))?.isSymbolicLink() === true ? 'link' : 'file';
}

test('a folder that cannot be written to is told', async () => {
  const place = await settingsPlace();
  if (process.platform === 'linux') {
    // Refuses even the administrator.
    place.claude.use(settings({ configDir: '/proc/self' }));
  } else await chmod(place.configDir, 0o500);
  const preview = await place.claude.preview('connect');
  if (!preview.ok) throw new Error(preview.error.detail);
  const applied = await place.claude.apply('connect', preview.value.beforeHash);
  expect(applied.ok ? 'done' : applied.error.code).toBe('not-written');
  await chmod(place.configDir, 0o700);
});

test('two of our own processes at once leave one set of hooks and the way back', async () => {
  const place = await settingsPlace();
  await place.write(BEFORE);
  const others = [place.claude, place.another(), place.another(), place.another()];
  await Promise.all(others.map((one) => change(one, 'connect')));
  const text = await place.text();
  expect(text.match(/"PermissionRequest"/g)).toHaveLength(1);
  expect(text.match(/x-gatehouse-token/g)).toHaveLength(ourHooks.length);
  expect(place.claude.checkToken(tokenIn(text))).toBe(true);
  expect(await change(place.claude, 'disconnect')).toBe('done');
  expect(await place.text()).toBe(BEFORE);
});

test('what switches hooks off is told with the file that says so', async () => {
  const place = await connectedPlace();
  await mkdir(join(place.managedDir, 'managed-settings.d'), { recursive: true });
  const basePath = join(place.managedDir, 'managed-settings.json');
  const dropInPath = join(place.managedDir, 'managed-settings.d', '10-hooks.json');
  await writeFile(basePath, '{"allowManagedHooksOnly":true}');
  await writeFile(dropInPath, '{"allowedHttpHookUrls":["https://hooks.example.com/*"]}');
  await writeFile(place.settingsPath, (await place.text()).replace('"model"', '"disableAllHooks": true,\n  "model"'));
  expect((await place.claude.look()).obstacles).toEqual([
    { code: 'hooks-disabled', path: place.settingsPath },
    { code: 'managed-only', path: basePath },
    { code: 'url-not-allowed', path: dropInPath },
  ]);
  await writeFile(dropInPath, '{"allowedHttpHookUrls":["http://127.0.0.1:*"]}');
  await writeFile(basePath, '{}');
  expect((await place.claude.look()).obstacles.map(({ code }) => code)).toEqual(['hooks-disabled']);
});

test('another folder of Claude Code is taken from the connection, else from the environment', async () => {
  const place = await settingsPlace({ CLAUDE_CONFIG_DIR: '/elsewhere/claude' });
  expect((await place.claude.look()).settingsPath).toBe('/elsewhere/claude/settings.json');
  place.claude.use(settings({ configDir: '~/.claude' }));
  expect((await place.claude.look()).settingsPath).toBe(place.settingsPath);
});

async function fakeProgram(place: SettingsPlace, says: string): Promise<string> {
  const path = join(place.homeDir, 'claude');
  await writeFile(`${path}.new`, `#!/bin/sh\n${says}\n`, { mode: 0o755 });
  await rename(`${path}.new`, path);
  return path;
}

test.skipIf(process.platform === 'win32')('a version whose HTTP hooks fail closed gets a command hook', async () => {
  const place = await settingsPlace({ PATH: process.env['PATH'] });
  await place.write(BEFORE);
  const program = await fakeProgram(place, 'echo "2.1.100 (Claude Code)"');
  place.claude.use(settings({ program }));
  expect((await place.claude.look()).program).toEqual({
    tag: 'found',
    path: program,
    version: '2.1.100',
    hookStyle: 'command',
  });
  expect(await change(place.claude, 'connect')).toBe('done');
  expect(place.claude.view?.hooks).toEqual({ tag: 'connected', style: 'command' });
  const text = await place.text();
  expect(text).not.toContain('x-gatehouse-token');
  const curlFile = join(place.profileDir, 'gatehouse-hook.curl');
  expect((await stat(curlFile)).mode & 0o777).toBe(0o600);
  const command = (JSON.parse(text) as { hooks: { Stop: [{ hooks: [{ command: string }] }] } }).hooks.Stop[0].hooks[0]
    .command;
  // Nobody listens: it ends well and says nothing.
  const ran = promisify(execFile)('/bin/sh', ['-c', command]);
  ran.child.stdin?.end('{}');
  expect(await ran).toEqual({ stdout: '', stderr: '' });

  await place.claude.onPort(PORT);
  await fakeProgram(place, 'echo "2.1.329 (Claude Code)"');
  await place.claude.look();
  expect(place.claude.view?.hooks).toEqual({ tag: 'connected', style: 'http' });
  expect(existsSync(curlFile)).toBe(false);
  expect(await change(place.claude, 'disconnect')).toBe('done');
  expect(await place.text()).toBe(BEFORE);
});

test.skipIf(process.platform === 'win32')('a program that does not tell its version is told as such', async () => {
  const place = await settingsPlace();
  const program = await fakeProgram(place, 'echo "cannot run here" >&2; exit 1');
  place.claude.use(settings({ program }));
  expect((await place.claude.look()).program).toEqual({ tag: 'unreadable', path: program, detail: 'cannot run here' });
});
