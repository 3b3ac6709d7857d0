import { acceptEdits, alwaysAllow, ask, run, say, type Script } from '../script.ts';

const cwd = '/home/sam/projects/storefront';

/** Runs tests, edits a file, pushes. */
export const checkoutTests: Script = {
  id: 'cse_checkout',
  title: 'Fix the failing checkout tests',
  cwd,
  model: 'claude-sonnet-5',
  mode: 'default',
  prompt: 'The checkout tests have been failing since yesterday. Find out why, fix it and push.',
  beginsAfterMs: 1_500,
  reply: () => 'Noted. I will keep that in mind while I finish the checkout fix.',
  steps: [
    say('I will start with the test suite, so that I can see **which** tests fail before I change anything.'),
    run(
      'Read',
      { file_path: `${cwd}/package.json` },
      '{\n  "name": "storefront",\n  "scripts": { "test": "vitest run" }\n}',
    ),
    ask({
      tool: 'Bash',
      input: { command: 'npm test', description: 'Run the test suite' },
      claim: 'Run the test suite',
      suggestions: [alwaysAllow('Bash', 'npm test')],
      result:
        'Test Files  1 failed | 41 passed (42)\n  FAIL  src/checkout/total.test.ts > adds shipping after the discount\n  expected 44.1 to be 44.9',
      ifDenied: [
        say('Understood, I will not run the tests. I can read the test file instead.'),
        run(
          'Read',
          { file_path: `${cwd}/src/checkout/total.test.ts` },
          "test('adds shipping after the discount', () => {\n  expect(total(cart)).toBe(44.9);\n});",
        ),
      ],
    }),
    say(
      'The cause is the order of two steps:\n\n| step | now | should be |\n| --- | --- | --- |\n| 1 | add shipping | discount |\n| 2 | discount | add shipping |\n\nSo the discount is also taken from the shipping. I will swap them.',
    ),
    ask({
      tool: 'Edit',
      input: {
        file_path: `${cwd}/src/checkout/total.ts`,
        old_string: '  const withShipping = subtotal + shipping;\n  return round(withShipping * (1 - discount));',
        new_string: '  const discounted = subtotal * (1 - discount);\n  return round(discounted + shipping);',
      },
      suggestions: [acceptEdits],
      result: `The file ${cwd}/src/checkout/total.ts has been updated.`,
      ifDenied: [say('All right, I leave `total.ts` as it is and write down what I would change instead.')],
    }),
    ask({
      tool: 'Bash',
      input: { command: 'git push origin fix/checkout-total', description: 'Push the branch' },
      claim: 'Push the branch',
      reason: 'Pushing changes a remote repository',
      suggestions: [alwaysAllow('Bash', 'git push origin fix/checkout-total')],
      result: 'To github.com:northwind/storefront.git\n * [new branch]      fix/checkout-total -> fix/checkout-total',
      ifDenied: [say('I will not push. The commit stays on the local branch `fix/checkout-total` for you to look at.')],
    }),
    say(
      'Done. In short:\n\n- the discount no longer applies to shipping\n- `src/checkout/total.ts` changed by two lines',
    ),
  ],
};
