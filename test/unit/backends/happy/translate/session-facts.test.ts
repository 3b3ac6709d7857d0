import { describe, expect, test } from 'vitest';
import { factsOf, isArchived, silenceOf } from '../../../../../main/backends/happy/translate/session-facts.ts';
import { metadataOf } from '../ask.ts';

const told = (metadata: object) => factsOf(metadataOf(metadata));
const silence = (metadata: object) => silenceOf(metadataOf(metadata), { isUnreadable: false, hasTerminal: false });

describe('the facts of a session', () => {
  test('say where it runs, what it is called and what it was told', () => {
    const metadata = {
      path: '/home/u/shop',
      host: 'box',
      version: '1.2.5',
      summary: { text: ' A tidy shop ', updatedAt: 1 },
      permissionMode: 'acceptEdits',
      modelMode: 'opus',
      flavor: 'claude',
      unknown: { kept: true },
    };
    expect(told(metadata)).toEqual({
      title: 'A tidy shop',
      cwd: '/home/u/shop',
      host: 'box',
      agent: 'Claude',
      model: 'opus',
      permissionMode: 'acceptEdits',
    });
  });

  test.each<[object, string | undefined]>([
    [{ path: '/home/u/shop/' }, 'shop'],
    [{ path: String.raw`C:\work\shop` }, 'shop'],
    [{ path: '/x', name: 'Named' }, 'Named'],
    [{ path: '/x', summary: { text: '  ' } }, 'x'],
    [{ path: '/x', summary: 'odd', name: 7 }, 'x'],
    [{ path: '/' }, undefined],
    [{}, undefined],
  ])('call %j by its summary, its name or its folder', (metadata, title) => {
    expect(told(metadata).title).toBe(title);
  });

  test.each<[object, string]>([
    [{}, 'Claude'],
    [{ flavor: null }, 'Claude'],
    [{ flavor: 'codex' }, 'Codex'],
    [{ flavor: 'OpenCode' }, 'OpenCode'],
    [{ flavor: 'newest' }, 'newest'],
    [{ flavor: 'x'.repeat(99) }, 'x'.repeat(40)],
    [{ client: { id: 'rig', name: 'Rig' } }, 'Rig'],
  ])('name the agent of %j', (metadata, agent) => {
    expect(told(metadata).agent).toBe(agent);
  });

  test.each<[string, object, string | null, string | undefined]>([
    ['yolo', { permissionMode: 'yolo' }, 'bypass-mode', 'bypassPermissions'],
    ['a start without questions', { dangerouslySkipPermissions: true }, 'bypass-mode', 'bypassPermissions'],
    [
      '"default", which does not lead out of it',
      { dangerouslySkipPermissions: true, permissionMode: 'default' },
      'bypass-mode',
      'bypassPermissions',
    ],
    ['"plan", which does', { dangerouslySkipPermissions: true, permissionMode: 'plan' }, null, 'plan'],
    ['a sandbox', { sandbox: { enabled: true }, permissionMode: 'plan' }, 'bypass-mode', 'bypassPermissions'],
    ['a sandbox that is off', { sandbox: { enabled: false } }, null, undefined],
    ['Codex that never asks', { flavor: 'codex', permissionMode: 'safe-yolo' }, 'dont-ask-mode', 'safe-yolo'],
    ['Claude in the same mode, which asks', { permissionMode: 'safe-yolo' }, null, 'safe-yolo'],
    ['a mode that refuses', { permissionMode: 'dontAsk' }, 'dont-ask-mode', 'dontAsk'],
    ['a mode that lets a classifier decide', { permissionMode: 'auto' }, 'auto-mode', 'auto'],
    ['Codex, which asks in a mode of that name', { flavor: 'codex', permissionMode: 'auto' }, null, 'auto'],
    ['no mode at all', {}, null, undefined],
  ])('explain the silence of %s', (_name, metadata, why, mode) => {
    expect([silence(metadata), told(metadata).permissionMode]).toEqual([why, mode]);
  });

  test('of one that its terminal controls, or that cannot be read, say so before anything else', () => {
    const yolo = metadataOf({ permissionMode: 'yolo' });
    expect(silenceOf(yolo, { isUnreadable: false, hasTerminal: true })).toBe('terminal-has-control');
    expect(silenceOf(yolo, { isUnreadable: true, hasTerminal: true })).toBe('wrong-key');
    expect(silenceOf(null, { isUnreadable: false, hasTerminal: false })).toBeNull();
  });

  test('know what is put away, and what is only asked to end', () => {
    expect(isArchived(metadataOf({ lifecycleState: 'archived' }))).toBe(true);
    expect(isArchived(metadataOf({ lifecycleState: 'archiveRequested' }))).toBe(false);
  });
});
