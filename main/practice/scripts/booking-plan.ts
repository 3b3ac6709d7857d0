import { ask, run, say, type Script } from '../script.ts';

const cwd = '/home/sam/projects/bookings';

const PLAN = `# Move bookings to the new calendar

1. **Copy** the existing bookings into the new table, without touching the old one
2. Write to both tables for one week
3. Compare them every night and report differences
4. Switch reading to the new table
5. Remove the old table after a backup

> Steps 1 to 3 can be undone at any time.

\`\`\`sql
insert into calendar_entries (room, starts_at, ends_at)
select room, starts_at, ends_at from bookings;
\`\`\`
`;

/** Plans first, then does the first step. */
export const bookingPlan: Script = {
  id: 'cse_booking_plan',
  title: 'Plan the move to the new calendar',
  cwd,
  model: 'claude-opus-5-5',
  mode: 'plan',
  prompt: 'Plan how to move our bookings to the new calendar without losing any.',
  beginsAfterMs: 16_000,
  reply: () => 'I will take that into the plan.',
  steps: [
    say('I look at how bookings are stored today.'),
    run(
      'Read',
      { file_path: `${cwd}/db/schema.sql` },
      'create table bookings (\n  id bigint primary key,\n  room text,\n  starts_at timestamptz\n);',
    ),
    ask({
      tool: 'ExitPlanMode',
      needsPerson: true,
      input: { plan: PLAN },
      result: 'The plan was approved.',
      ifAllowed: () => [say('I begin with step 1 of the plan.')],
      ifDenied: [say('I keep planning. I will make the steps smaller and come back to you.')],
    }),
    ask({
      tool: 'Bash',
      input: { command: 'psql bookings --file db/copy-to-calendar.sql', description: 'Copy the bookings' },
      claim: 'Copy the bookings',
      reason: 'Writes to a database',
      result: 'INSERT 0 18204',
      ifDenied: [say('The database stays untouched. The script is in `db/copy-to-calendar.sql`.')],
    }),
    say('Step 1 is finished as far as I may go.'),
  ],
};
