import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { migrateSettings, withVersion } from '../../../main/storage/migrate-settings.ts';
import { migrations, SETTINGS_VERSION } from '../../../main/storage/migrations/index.ts';
import { defaultSettings, settingsSchema } from '../../../shared/model/settings.ts';

const some = settingsSchema.parse({
  theme: 'dark',
  connections: [{ id: 'a', kind: 'ccr', name: 'A', baseUrl: 'https://a.example', credentials: { stored: true } }],
});

test('settings come back as they were written', () => {
  expect(migrateSettings(JSON.parse(JSON.stringify(withVersion(some))))).toEqual({
    settings: some,
    problems: [],
    file: 'use',
  });
});

test('settings without a version, or an empty file, are of the first form', () => {
  expect(migrateSettings({ ...some }).settings).toEqual(some);
  expect(migrateSettings({})).toEqual({ settings: defaultSettings, problems: [], file: 'use' });
});

test('a part that cannot be read is named, the rest serves, and the file is to be copied first', () => {
  const { settings, problems, file } = migrateSettings({
    version: 1,
    connections: [...some.connections, { id: 7 }],
    theme: 'pink',
  });
  expect([settings.theme, settings.connections, file]).toEqual(['system', some.connections, 'copy-aside']);
  expect(problems.map((each) => [each.id, each.code, each.detail])).toEqual([
    ['settings-1', 'settings-set-aside', 'connections[1].kind: expected "ccr" or "happy" or "local"'],
    ['settings-2', 'settings-set-aside', 'theme: expected "system" or "light" or "dark"'],
  ]);
});

test('settings of a newer version are left alone and the defaults serve', () => {
  const { settings, problems, file } = migrateSettings({ version: SETTINGS_VERSION + 1, theme: 'dark' });
  expect([settings, problems.length, file]).toEqual([defaultSettings, 1, 'leave-alone']);
});

test.each([[null], [5], ['x'], [[]], [{ version: 'one' }], [{ version: -1 }], [{ version: 1.5 }]])(
  '%j is no settings file',
  (raw) => {
    expect(migrateSettings(raw)).toMatchObject({
      settings: defaultSettings,
      file: 'copy-aside',
      problems: [{ code: 'settings-set-aside' }],
    });
  },
);

test('migrations are numbered without a gap, and each file is in use', () => {
  expect(migrations.map((migration) => migration.to)).toEqual(migrations.map((_, at) => at + 1));
  const files = readdirSync(new URL('../../../main/storage/migrations/', import.meta.url)).filter((name) =>
    /^\d{4}-/.test(name),
  );
  expect(files.map((name) => Number(name.slice(0, 4))).toSorted((a, b) => a - b)).toEqual(
    migrations.map((migration) => migration.to),
  );
});
