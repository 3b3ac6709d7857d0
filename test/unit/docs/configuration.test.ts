import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readGivenSettings } from '../../../main/storage/lenient-settings.ts';
import {
  ccrConnectionSchema,
  credentialsSchema,
  notificationSettingsSchema,
  settingsSchema,
} from '../../../shared/model/settings.ts';

const page = readFileSync(new URL('../../../docs/configuration.md', import.meta.url), 'utf8');

/** Keys of the table under a heading, in order. */
function keysUnder(heading: string): readonly string[] {
  const section = page.split(`### ${heading}\n`)[1]?.split('\n#')[0] ?? '';
  return [...section.matchAll(/^\| `(\w+)` *\|/gm)].map((match) => match[1] ?? '');
}

test.each([
  ['Top level', ['version', ...Object.keys(settingsSchema.shape)]],
  ['A connection', Object.keys(ccrConnectionSchema.shape)],
  ['Notifications', Object.keys(notificationSettingsSchema.shape)],
])('the table "%s" names every key there is, and no other', (heading, keys) => {
  expect(keysUnder(heading).toSorted()).toEqual(keys.toSorted());
});

test('every form of credentials is on the page', () => {
  for (const form of credentialsSchema.options) {
    for (const key of Object.keys(form.shape)) expect(page).toContain(`{"${key}": `);
  }
});

test('the example can be used as it stands', () => {
  const example: unknown = JSON.parse(/```json\n([^]*?)```/.exec(page)?.[1] ?? '');
  const { version, ...rest } = example as Record<string, unknown>;
  const { given, faults } = readGivenSettings(rest);
  expect([version, faults, given.connections.map((each) => each.id), given.others]).toEqual([
    1,
    [],
    ['work', 'lab'],
    { theme: 'dark' },
  ]);
});
