import type * as z from 'zod';

type Issue = z.core.$ZodIssue;

/**
 * `connections[1].baseUrl: expected an https URL ...`: the place and what belongs there, in words for a person who edits the
 * file. Never the value that stood there: it may be a secret.
 */
export function describeIssue(issue: Issue, place: string): string {
  const path = place + issue.path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('');
  return `${path.replace(/^\./, '')}: ${expectation(issue)}`;
}

function expectation(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${NAMES[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `expected ${issue.values.map((value) => JSON.stringify(value)).join(' or ')}`;
    case 'too_small':
      return `expected at least ${String(issue.minimum)} ${issue.origin === 'array' ? 'entries' : 'characters'}`;
    case 'too_big':
      return `expected at most ${String(issue.maximum)} ${issue.origin === 'array' ? 'entries' : 'characters'}`;
    case 'unrecognized_keys':
      return `not known here: ${issue.keys.map((key) => JSON.stringify(key)).join(', ')}`;
    case 'invalid_union':
      return issue.path.at(-1) === 'credentials' ? `expected ${issue.message}` : 'expected another form';
    case 'invalid_format':
      return `expected ${issue.format === 'url' ? 'a URL' : issue.message}`;
    default:
      return `expected ${issue.message}`;
  }
}

const NAMES: Readonly<Record<string, string>> = {
  string: 'a text',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  number: 'a number',
};
