import { describe, expect, test } from 'vitest';
import {
  isArchived,
  isHiddenSession,
  sessionActivity,
  sessionFacts,
} from '../../../../../main/backends/happy/translate/session-facts.ts';
import {
  NO_AGENT_STATE,
  readAgentState,
  type AgentState,
} from '../../../../../main/backends/happy/wire/agent-state.ts';
import { metadataOf } from '../ask.ts';

const factsOf = (metadata: object, state: AgentState = NO_AGENT_STATE) =>
  sessionFacts({ metadata: metadataOf(metadata), state });
const stateOf = (state: object): AgentState => {
  const read = readAgentState(JSON.stringify(state));
  return read.ok ? read.value : NO_AGENT_STATE;
};

describe('the facts of a session', () => {
  test('say where it runs, what it is called and what can be done', () => {
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
    expect(factsOf(metadata, stateOf({ controlledByUser: false }))).toEqual({
      title: 'A tidy shop',
      cwd: '/home/u/shop',
      host: 'box',
      agent: 'Claude',
      model: 'opus',
      permissionMode: 'acceptEdits',
      control: 'remote',
      silence: null,
      can: {
        answer: true,
        sendMessage: true,
        interrupt: true,
        setMode: true,
        setModel: true,
        rename: true,
        archive: true,
        end: true,
        handOver: true,
      },
    });
  });

  test.each<[object, string]>([
    [{ path: '/home/u/shop/' }, 'shop'],
    [{ path: String.raw`C:\work\shop` }, 'shop'],
    [{ path: '/x', name: 'Named' }, 'Named'],
    [{ path: '/x', summary: { text: '  ' } }, 'x'],
    [{ path: '/x', summary: 'odd', name: 7 }, 'x'],
    [{ path: '/' }, 'Session'],
    [{}, 'Session'],
  ])('call %j by its summary, its name or its folder', (metadata, title) => {
    expect(factsOf(metadata).title).toBe(title);
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
    expect(factsOf(metadata).agent).toBe(agent);
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
    ['no mode at all', {}, null, undefined],
  ])('explain the silence of %s', (_name, metadata, silence, mode) => {
    const facts = factsOf(metadata);
    expect([facts.silence, facts.permissionMode]).toEqual([silence, mode]);
  });

  test('of one that its terminal controls say so, and offer nothing that would disturb there', () => {
    expect(factsOf({}, stateOf({ controlledByUser: true }))).toMatchObject({
      control: 'terminal',
      silence: 'terminal-has-control',
      can: { answer: false, interrupt: false, sendMessage: true, handOver: true },
    });
    expect(factsOf({ flavor: 'codex' }).can).toMatchObject({ handOver: false });
  });

  test('of a client of another kind offer what it lists', () => {
    const capabilities = { abort: true, modelSelection: true, rpcMethods: ['permission'] };
    expect(factsOf({ client: { id: 'rig' }, capabilities }).can).toMatchObject({
      answer: true,
      interrupt: true,
      setModel: true,
      setMode: false,
      end: false,
      handOver: false,
    });
  });

  test('of an archived one offer nothing', () => {
    const metadata = { lifecycleState: 'archived', archiveReason: 'User terminated' };
    expect(Object.values(factsOf(metadata).can ?? { none: true })).not.toContain(true);
    expect(isArchived(metadataOf(metadata))).toBe(true);
    expect(isArchived(metadataOf({ lifecycleState: 'archiveRequested' }))).toBe(false);
  });

  test('a talk on the side is not for lists', () => {
    expect(isHiddenSession(metadataOf({ isSideChat: true }))).toBe(true);
    expect(isHiddenSession(metadataOf({}))).toBe(false);
  });
});

describe('what a session does', () => {
  const activityOf = (metadata: object, state: object, isActive: boolean, isThinking: boolean | null) =>
    sessionActivity({ metadata: metadataOf(metadata), state: stateOf(state) }, { isActive, isThinking });
  const asking = { requests: { r: { tool: 'Bash', arguments: {} } } };

  test('is what it needs first, then what it says it does', () => {
    expect(activityOf({}, asking, true, true)).toEqual({ tag: 'needs-you' });
    expect(activityOf({}, { communications: { c: {} } }, true, true)).toEqual({ tag: 'needs-you', detail: 'input' });
    expect(activityOf({}, { requests: { r: {} } }, true, true)).toEqual({ tag: 'needs-you', detail: 'input' });
    expect(activityOf({}, {}, true, true)).toEqual({ tag: 'working' });
    expect(activityOf({}, {}, true, false)).toEqual({ tag: 'idle' });
  });

  test('is unknown where nobody is there to say it', () => {
    expect(activityOf({}, asking, false, true)).toEqual({ tag: 'unknown' });
    expect(activityOf({}, {}, true, null)).toEqual({ tag: 'unknown' });
    expect(activityOf({}, { controlledByUser: true }, true, false)).toEqual({ tag: 'unknown' });
    expect(activityOf({}, { controlledByUser: true }, true, true)).toEqual({ tag: 'working' });
  });

  test('is over once it is archived', () => {
    const archived = { lifecycleState: 'archived', archiveReason: 'Done' };
    expect(activityOf(archived, asking, true, true)).toEqual({ tag: 'ended', reason: 'Done' });
  });
});
