import { describe, expect, test } from 'vitest';
import { PlanTexts } from '../../../../../main/backends/happy/translate/plan-texts.ts';
import type { TranscriptItem } from '../../../../../shared/model/transcript.ts';

const FILE = '/home/u/.claude/plans/tidy.md';
const call = (toolUseId: string, toolName: string, input: unknown): TranscriptItem => ({
  id: toolUseId,
  tag: 'tool-call',
  toolUseId,
  toolName,
  inputJson: JSON.stringify(input),
});

function heard(...items: readonly TranscriptItem[]): PlanTexts {
  const plans = new PlanTexts();
  plans.read(items);
  return plans;
}

describe('the plan of a call', () => {
  test('stands in the message of the call itself', () => {
    const plans = heard(call('p1', 'ExitPlanMode', { plan: '# One' }));
    expect(plans.of('p1')).toBe('# One');
    expect(plans.of('p2')).toBeUndefined();
  });

  test('is the plan file that was written last where the call does not tell it', () => {
    const plans = heard(
      call('w1', 'Write', { file_path: FILE, content: '# Old' }),
      call('w2', 'Write', { file_path: FILE, content: '# New' }),
      call('w3', 'Write', { file_path: '/home/u/readme.md', content: 'other' }),
      call('p1', 'ExitPlanMode', {}),
    );
    expect(plans.of('p1')).toBe('# New');
  });

  test('is not the file any more once that was edited, or emptied', () => {
    const write = call('w1', 'Write', { file_path: FILE, content: '# Old' });
    const plan = call('p1', 'ExitPlanMode', {});
    const edit = call('e1', 'Edit', { file_path: FILE, old_string: 'a', new_string: 'b' });
    expect(heard(write, edit, plan).of('p1')).toBeUndefined();
    expect(heard(write, call('w2', 'Write', { file_path: FILE, content: '' }), plan).of('p1')).toBeUndefined();
    expect(heard(write, call('e1', 'Edit', { file_path: '/x' }), plan).of('p1')).toBe('# Old');
  });

  test('is forgotten when many others followed', () => {
    const plans = heard(
      ...Array.from({ length: 21 }, (_each, at) => call(`p${at}`, 'ExitPlanMode', { plan: `${at}` })),
    );
    expect([plans.of('p0'), plans.of('p1'), plans.of('p20')]).toEqual([undefined, '1', '20']);
  });

  test('is never made of what cannot be read', () => {
    const odd: TranscriptItem = { id: 'x', tag: 'tool-call', toolUseId: 'x', toolName: 'ExitPlanMode', inputJson: '{' };
    expect(heard(odd, call('y', 'ExitPlanMode', []), { id: 'n', tag: 'note', text: 'n' }).of('x')).toBeUndefined();
  });
});
