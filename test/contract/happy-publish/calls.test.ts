import { createHash } from 'node:crypto';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { tempDir } from '../../support/storage/temp-dir.ts';
import { bash, openRig } from './publish-rig.ts';
import { textsOf } from './shared-log.ts';

const QUICK = { timing: { rpcRegisterWaitMs: 100 } };
const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('Another device', () => {
  test('writes to the session once, and does not read its own message twice', async () => {
    const rig = await openRig();
    const run = rig.run();
    await run.live();
    const id = await rig.sessionId();
    await rig.phone.write(id, 'water the beans');
    const { localId, text } = await run.session.messages.next();
    expect(text).toBe('water the beans');

    // The session tells what it was told; and again after a restart.
    const items = [
      { id: `${localId}:0`, tag: 'person', text },
      { id: 'b:0', tag: 'agent', text: 'done' },
    ] as const;
    run.share.append(items);
    await run.sent();
    run.kill();
    const second = rig.run();
    second.share.append(items);
    second.share.append([{ id: 'c:0', tag: 'agent', text: 'and now?' }]);
    await second.sent();

    expect(textsOf(await rig.phone.log(id))).toEqual(['done', 'and now?']);
    expect(second.session.messages.all).toEqual([]);
  });

  test('is heard again with what it wrote while Gatehouse did not run', async () => {
    const rig = await openRig();
    const first = rig.run();
    await first.live();
    const id = await rig.sessionId();
    await rig.phone.write(id, 'one');
    await first.session.messages.next();
    first.kill();
    await rig.phone.write(id, 'two');

    const second = rig.run();
    expect((await second.session.messages.next()).text).toBe('two');
    expect(second.session.messages.all).toHaveLength(1);
  });

  test('cannot have an old message of its person said again by the service', async () => {
    const rig = await openRig();
    const run = rig.run();
    await run.live();
    const id = await rig.sessionId();
    await rig.phone.write(id, 'dig here');
    await run.session.messages.next();
    const stored = rig.server.session(id).messages.at(-1)?.content ?? '';
    rig.server.hostile.putMessage(id, stored, 'another-name');
    rig.server.hostile.putMessage(id, 'AAAA');
    await rig.phone.write(id, 'and there');
    await run.session.messages.find(({ text }) => text === 'and there');
    expect(run.session.messages.all.map(({ text }) => text)).toEqual(['dig here', 'and there']);
  });

  test('is told once that a session in a terminal takes no messages', async () => {
    const rig = await openRig();
    const run = rig.run({ facts: { can: { sendMessage: false, interrupt: false, setMode: false, end: false } } });
    await run.live();
    const id = await rig.sessionId();
    await rig.phone.write(id, 'hello?');
    await rig.phone.write(id, 'anybody?');
    await rig.server.seen.requests.count(3, ({ method, path }) => method === 'POST' && path.endsWith('/messages'));
    await run.sent();
    expect(textsOf(await rig.phone.log(id), 'service')).toEqual([expect.stringContaining('takes no messages')]);
    expect(run.session.messages.all).toEqual([]);
  });

  test('changes the mode with the message that asks for it, first the mode and then the message', async () => {
    const rig = await openRig();
    const run = rig.run();
    await run.live();
    await rig.phone.write(await rig.sessionId(), 'plan it', { permissionMode: 'plan' });
    await run.session.messages.next();
    expect(run.session.modes).toEqual(['plan']);
  });

  test('interrupts and ends a session that allows it', async () => {
    const rig = await openRig();
    const run = rig.run();
    await run.live();
    const id = await rig.sessionId();
    expect(await rig.phone.call(id, 'abort', {})).toBeUndefined();
    expect(await rig.phone.call(id, 'killSession', {})).toMatchObject({ success: true });
    expect(await rig.phone.call(id, 'switch', { to: 'remote' })).toEqual({ error: expect.any(String) });
    expect(run.session.calls.all).toEqual(['interrupt', 'end']);
  });

  test.each(['bash', 'ripgrep', 'difftastic', 'readFile', 'writeFile', 'killSession'])(
    'cannot call %s where it is not switched on',
    async (name) => {
      const rig = await openRig(QUICK);
      const run = rig.run({ facts: { can: { sendMessage: true, interrupt: true, setMode: true, end: false } } });
      await run.live();
      await expect(rig.phone.call(await rig.sessionId(), name, { command: 'id' })).rejects.toThrow('not available');
    },
  );

  test('gets an answer to a call that nobody can have encrypted, which does nothing', async () => {
    const rig = await openRig();
    const run = rig.run();
    await run.live();
    const id = await rig.sessionId();
    const answers = await Promise.all(
      ['AAAA', '', 'not base64', 7].map((params) =>
        rig.server.hostile.callMethod(rig.phone.accountId, `${id}:abort`, params),
      ),
    );
    expect(answers).toHaveLength(4);
    expect(run.session.calls.all).toEqual([]);
  });

  test('reads in the language of the person why it was refused', async () => {
    const rig = await openRig(QUICK);
    const folder = await tempDir();
    const can = { sendMessage: true, interrupt: false, setMode: true, end: true };
    const run = rig.run({ facts: { cwd: folder, language: 'de', can }, filesBelow: folder });
    await run.live();
    const id = await rig.sessionId();
    run.ask(bash('1'));
    await rig.phone.request(id, 'toolu_1');
    const call = (name: string, params: object) => rig.phone.call(id, name, params);
    const error = (text: string) => ({ error: text });
    expect(await call('abort', {})).toEqual(error('Diese Sitzung lässt sich von anderen Geräten nicht unterbrechen.'));
    expect(await call('switch', { to: 'local' })).toEqual(
      error('Wer diese Sitzung steuert, wird am Computer bestimmt.'),
    );
    expect(await call('permission', { id: 'toolu_1' })).toEqual(error('Die Antwort war nicht lesbar.'));
    expect(await call('permission', { id: 'toolu_1', approved: true, decision: 'denied' })).toEqual(
      error('Die Antwort sagt zugleich ja und nein.'),
    );
    const refused = (text: string) => ({ success: false, error: text });
    expect(await call('readFile', { path: 'none' })).toEqual(refused('Diese Datei oder diesen Ordner gibt es nicht.'));
    expect(await call('readFile', { path: 7 })).toEqual(refused('Der Aufruf war nicht lesbar.'));
    expect(await call('getDirectoryTree', { path: '.', maxDepth: -1 })).toEqual(
      refused('maxDepth must be non-negative'),
    );
  });

  test('reads and writes files below the folder, and none outside of it', async () => {
    const rig = await openRig(QUICK);
    const outside = await tempDir();
    const folder = join(outside, 'garden');
    await mkdir(folder);
    await writeFile(join(outside, 'secret.txt'), 'secret');
    await writeFile(join(folder, 'beans.txt'), 'beans');
    await symlink(join(outside, 'secret.txt'), join(folder, 'link.txt'));
    await symlink(outside, join(folder, 'up'));
    await symlink(join(outside, 'new.txt'), join(folder, 'dangling.txt'));
    const run = rig.run({ facts: { cwd: folder }, filesBelow: folder });
    await run.live();
    const id = await rig.sessionId();
    const call = (name: string, params: object) => rig.phone.call(id, name, params);

    expect(await call('readFile', { path: 'beans.txt' })).toEqual({ success: true, content: base64('beans') });
    for (const path of ['../secret.txt', 'link.txt', 'up/secret.txt', join(outside, 'secret.txt'), '\0']) {
      expect(await call('readFile', { path })).toEqual({ success: false, error: expect.any(String) });
    }
    const hash = createHash('sha256').update('beans').digest('hex');
    expect(await call('writeFile', { path: 'beans.txt', content: base64('x') })).toMatchObject({ success: false });
    expect(await call('writeFile', { path: 'beans.txt', content: base64('x'), expectedHash: '00' })).toMatchObject({
      success: false,
    });
    expect(await call('writeFile', { path: 'beans.txt', content: base64('peas'), expectedHash: hash })).toMatchObject({
      success: true,
    });
    expect(await call('writeFile', { path: 'corn.txt', content: base64('corn') })).toMatchObject({ success: true });
    for (const path of ['../new.txt', 'up/new.txt', 'dangling.txt', join(outside, 'new.txt')]) {
      expect(await call('writeFile', { path, content: base64('x') })).toMatchObject({ success: false });
    }
    expect(await readFile(join(folder, 'beans.txt'), 'utf8')).toBe('peas');
    await expect(readFile(join(outside, 'new.txt'))).rejects.toThrow('ENOENT');

    expect(await call('listDirectory', { path: '.' })).toMatchObject({
      success: true,
      entries: ['beans.txt', 'corn.txt', 'dangling.txt', 'link.txt', 'up'].map((name) => ({ name })),
    });
    expect(await call('listDirectory', { path: 'up' })).toMatchObject({ success: false });
    expect(await call('getDirectoryTree', { path: '', maxDepth: 3 })).toMatchObject({
      success: true,
      tree: { type: 'directory', children: [{ name: 'beans.txt' }, { name: 'corn.txt' }] },
    });
    await expect(call('bash', { command: 'id' })).rejects.toThrow('not available');
  });
});
