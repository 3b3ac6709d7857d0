import * as z from 'zod';
import { acceptEdits, alwaysAllow, ask, run, say, type Script, type Step } from '../script.ts';

const cwd = '/home/sam/projects/field-guide';
const FORMAT = 'How should the notes be grouped?';
const AUDIENCE = 'Who should they be written for?';

const answered = z.looseObject({ answers: z.record(z.string(), z.unknown()) });

function afterAnswers(input: unknown): readonly Step[] {
  const read = answered.safeParse(input);
  const answer = (question: string) => (read.success ? read.data.answers[question] : undefined);
  const text = (value: unknown) =>
    Array.isArray(value) ? value.join(', ') : typeof value === 'string' ? value : 'as I see fit';
  return [
    say(`Thank you. I will group the notes **${text(answer(FORMAT))}** and write for: ${text(answer(AUDIENCE))}.`),
  ];
}

/** Fetches a page, asks two questions, writes a file. */
export const releaseNotes: Script = {
  id: 'cse_release_notes',
  title: 'Write the release notes for 4.2',
  cwd,
  model: 'claude-opus-5-5',
  mode: 'default',
  prompt: 'Write the release notes for version 4.2 from the issue tracker. Keep them short.',
  beginsAfterMs: 7_000,
  reply: () => 'Good point. I will work that into the notes.',
  steps: [
    say('First I collect what has changed since 4.1.'),
    run('Bash', { command: 'git log --oneline v4.1..HEAD | wc -l', description: 'Count commits' }, '38'),
    ask({
      tool: 'WebFetch',
      input: {
        url: 'https://example.com/field-guide/milestones/4.2',
        prompt: 'List the closed issues with their titles',
      },
      suggestions: [alwaysAllow('WebFetch', 'domain:example.com')],
      result: '12 issues closed: 7 fixes, 4 features, 1 change to the file format.',
      ifDenied: [say('Then I will go by the commit messages alone, without the issue tracker.')],
    }),
    ask({
      tool: 'AskUserQuestion',
      needsPerson: true,
      input: {
        questions: [
          {
            question: FORMAT,
            header: 'Grouping',
            multiSelect: false,
            options: [
              { label: 'By kind', description: 'Features, fixes, changes' },
              { label: 'By area', description: 'Map, species list, settings' },
            ],
          },
          {
            question: AUDIENCE,
            header: 'Audience',
            multiSelect: true,
            options: [
              { label: 'Visitors', description: 'People who only use the app' },
              { label: 'Volunteers', description: 'People who enter sightings' },
              { label: 'Editors', description: 'People who check entries' },
            ],
          },
        ],
      },
      result: 'The questions were answered.',
      ifAllowed: afterAnswers,
      ifDenied: [say('No answer needed then: I group by kind and write for visitors.')],
    }),
    ask({
      tool: 'Write',
      input: {
        file_path: `${cwd}/docs/release-notes-4.2.md`,
        content:
          '# 4.2\n\n## New\n\n- Offline maps for a whole region\n- Sightings can be shared as a link\n\n## Fixed\n\n- The species list no longer jumps to the top\n- Photos keep their date\n',
      },
      suggestions: [acceptEdits],
      result: `File created: ${cwd}/docs/release-notes-4.2.md`,
      ifDenied: [say('I did not write the file. Tell me what you would like to be different.')],
    }),
    say('The release notes are ready for your review.'),
  ],
};
