import type { Question } from '../../shared/model/permission-request.ts';
import type { RawJson } from '../../shared/raw-json.ts';

/** The questions of an AskUserQuestion input, as far as they can be read; undefined where there is none. */
export function readQuestions(input: RawJson): readonly Question[] | undefined {
  const questions = memberOf(input, 'questions');
  if (questions?.tag !== 'array') return undefined;
  const read = questions.items.flatMap((item): Question[] => {
    const question = textOf(memberOf(item, 'question'));
    if (question === undefined) return [];
    const header = textOf(memberOf(item, 'header'));
    const options = memberOf(item, 'options');
    return [
      {
        question,
        ...(header === undefined ? {} : { header }),
        multiSelect: memberOf(item, 'multiSelect')?.raw === 'true',
        options: options?.tag === 'array' ? options.items.flatMap(readOption) : [],
      },
    ];
  });
  return read.length === 0 ? undefined : read;
}

/** The Markdown of an ExitPlanMode input. */
export function readPlan(input: RawJson): string | undefined {
  return textOf(memberOf(input, 'plan'));
}

/** What an MCP server wants filled in. The schema stays text: the window reads it itself. */
export function readForm(
  input: RawJson,
): { readonly message: string; readonly schemaJson?: string; readonly url?: string } | undefined {
  const message = textOf(memberOf(input, 'message'));
  const schema = memberOf(input, 'requested_schema') ?? memberOf(input, 'requestedSchema');
  const url = textOf(memberOf(input, 'url'));
  if (message === undefined && schema === undefined && url === undefined) return undefined;
  return {
    message: message ?? '',
    ...(schema?.tag === 'object' ? { schemaJson: schema.raw } : {}),
    ...(url === undefined ? {} : { url }),
  };
}

function readOption(item: RawJson): Question['options'] {
  const label = textOf(item) ?? textOf(memberOf(item, 'label'));
  if (label === undefined) return [];
  const description = textOf(memberOf(item, 'description'));
  return [{ label, ...(description === undefined ? {} : { description }) }];
}

/** Of two equal keys the last, as every JSON reader of the agents takes it. */
export function memberOf(value: RawJson, key: string): RawJson | undefined {
  return value.tag === 'object' ? value.members.findLast((member) => member.key === key)?.value : undefined;
}

export function textOf(value: RawJson | undefined): string | undefined {
  return value?.tag === 'string' ? value.value : undefined;
}
