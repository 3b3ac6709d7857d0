import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readLocalTranscript } from '../../../../../main/backends/local/transcript/local-items.ts';
import { isWanted } from '../../../../../main/backends/local/transcript/record-kind.ts';
import { readRecord } from '../../../../../main/backends/local/transcript/record.ts';
import { projectFolderName } from '../../../../../main/backends/local/transcript/transcript-path.ts';

const RECORDED = new URL('../../../../fixtures/claude-transcripts/', import.meta.url);
const SESSION = 'fc0c9481-b2c9-4154-9d01-7bdece6348af';
const linesOf = (name: string) =>
  readFileSync(new URL(name, RECORDED), 'utf8')
    .trim()
    .split('\n')
    .map((line) => Buffer.from(line));
const session = linesOf(`${SESSION}.jsonl`);
const subagent = linesOf(`${SESSION}/subagents/agent-a8860fd428792ff73.jsonl`);
const asLine = (record: unknown) => Buffer.from(JSON.stringify(record));

describe('a recorded transcript', () => {
  test('shows what was said and done, and nothing that was written for the model alone', () => {
    const shown = session.flatMap((line) => readLocalTranscript(line)).map((item) => [item.tag, wordsOf(item)]);
    expect(shown).toEqual([
      ['person', 'RUN Read {"file_path":"/home/u/demo/README.md"}'],
      ['agent', 'I will use Read.'],
      ['tool-call', 'Read'],
      ['tool-result', '1\t# Demo\n2\t'],
      ['agent', 'all steps done'],
      ['turn-end', ''],
      ['person', 'RUN Bash {"command":"touch notes.txt","description":"Make an empty notes file"}'],
      ['agent', 'I will use Bash.'],
      ['tool-call', 'Bash'],
      ['tool-result', '(Bash completed with no output)'],
      ['agent', 'all steps done'],
      ['turn-end', ''],
      ['person', 'RUN Write {"file_path":"/home/u/demo/plan.md","content":"one\\n"}'],
      ['agent', 'I will use Write.'],
      ['tool-call', 'Write'],
      ['tool-result', 'The tool use was rejected.'],
      ['person', '[Request interrupted by user for tool use]'],
      [
        'person',
        'RUN Agent {"description":"Look around","prompt":"RUN Bash {\\"command\\":\\"ls\\",\\"description\\":\\"List files\\"}","subagent_type":"general-purpose"}',
      ],
      ['agent', 'I will use Agent.'],
      ['tool-call', 'Agent'],
      ['tool-result', 'Async agent launched successfully.'],
      ['agent', 'all steps done'],
      ['turn-end', ''],
      ['note', 'Agent "Look around" finished'],
      ['agent', 'all steps done'],
      ['turn-end', ''],
      ['event', 'summarised'],
      ['person', '/compact'],
      ['note', 'Compacted (ctrl+o to see full summary)'],
      ['person', 'SAY Ready for more.'],
      ['agent', 'Ready for more.'],
      ['turn-end', ''],
      ['person', '! echo hi'],
      ['note', 'hi'],
      ['agent', 'Ready for more.'],
      ['turn-end', ''],
    ]);
  });

  test('tells who let each tool run', () => {
    const results = [...session, ...subagent].flatMap((line) => readRecord(line)?.toolResults ?? []);
    expect(results.map(({ decision }) => decision && [decision.decision, decision.source])).toEqual([
      ['accept', 'config'],
      ['accept', 'user_temporary'],
      ['reject', 'user-rejected'],
      ['accept', 'config'],
      ['accept', 'config'],
    ]);
    expect(new Set(results.map(({ toolUseId }) => toolUseId)).size).toBe(5);
  });

  test('tells name, mode, model and how full the context is', () => {
    const facts = session.map((line) => readRecord(line)?.facts ?? {}).reduce((all, news) => ({ ...all, ...news }), {});
    expect(facts).toEqual({
      customTitle: 'demo',
      permissionMode: 'default',
      lastPrompt: '! echo hi',
      model: 'claude-opus-5-5',
      cwd: '/home/u/demo',
      usage: { contextTokens: 12, outputTokens: 20 },
    });
  });

  test('of a subagent is marked as its own, and says nothing about the session', () => {
    const items = subagent.flatMap((line) => readLocalTranscript(line));
    expect(items.map(({ tag, fromSubagent }) => [tag, fromSubagent])).toEqual(
      ['person', 'agent', 'tool-call', 'tool-result', 'agent'].map((tag) => [tag, true]),
    );
    expect(subagent.flatMap((line) => Object.keys(readRecord(line)?.facts ?? {}))).toEqual([]);
  });

  test('is sorted by first bytes just as by reading it all', () => {
    for (const line of [...session, ...subagent]) {
      const record = readRecord(line);
      const matters = record !== null && (record.isSaid || Object.keys(record.facts).length > 0);
      // What matters is never passed over, and requests to the model always are.
      if (matters) expect(isWanted(line)).toBe(true);
      if (line.toString().startsWith('{"type":"api-request')) expect(isWanted(line)).toBe(false);
    }
    expect(session.filter((line) => !isWanted(line)).length).toBeGreaterThan(40);
  });
});

describe('a record', () => {
  test('whose message talks of attachments is not taken for one', () => {
    const message = { role: 'user', content: '"attachment":{' };
    expect(isWanted(asLine({ parentUuid: null, message, type: 'user' }))).toBe(true);
    expect(isWanted(asLine({ parentUuid: null, attachment: { type: 'date' }, type: 'attachment' }))).toBe(false);
    expect(isWanted(Buffer.from('not json'))).toBe(false);
  });

  test('of the program itself in the place of the model names no model', () => {
    const line = asLine({ type: 'assistant', message: { model: '<synthetic>', content: [], usage: {} } });
    expect(readRecord(line)).toEqual({ facts: {}, isSaid: true, toolResults: [] });
  });

  test('that is no JSON, no object, or not in UTF-8 is told apart from one without news', () => {
    expect(
      [Buffer.from('{"type":'), Buffer.from('[]'), Buffer.from([0x7b, 0xff])].map((line) => readRecord(line)),
    ).toEqual([null, null, null]);
    expect(readRecord(asLine({ type: 'brand-new' }))).toEqual({ facts: {}, isSaid: false, toolResults: [] });
  });

  test('with text that only looks like a command is shown as it is', () => {
    const content = 'what does <command-name>/x</command-name> mean?';
    const [item] = readLocalTranscript(asLine({ type: 'user', uuid: 'u', message: { content } }));
    expect(item).toEqual({ id: 'u:0', tag: 'person', text: content });
  });

  test('of a stream of a session of our own is read too', () => {
    const frame = { type: 'result', subtype: 'success', uuid: 'r', is_error: false, duration_ms: 5 };
    expect(readLocalTranscript(asLine(frame))).toEqual([{ id: 'r:0', tag: 'turn-end', isError: false, durationMs: 5 }]);
  });
});

test('the folder of a project has a dash for all that is no letter or digit of ASCII', () => {
  expect(projectFolderName('/tmp/my proj.v2_x/ünï')).toBe('-tmp-my-proj-v2-x--n-');
  expect(projectFolderName(String.raw`C:\Users\me\a_b`)).toBe('C--Users-me-a-b');
});

function wordsOf(item: ReturnType<typeof readLocalTranscript>[number]): string {
  if (item.tag === 'tool-call') return item.toolName;
  return item.tag === 'event' ? item.event.tag : (item.text ?? '');
}
