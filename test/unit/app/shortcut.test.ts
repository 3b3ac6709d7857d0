import { expect, test } from 'vitest';
import { createEngine } from '../../../main/app/engine.ts';
import { createShortcut } from '../../../main/app/shortcut.ts';
import { defaultSettings, type Settings } from '../../../shared/model/settings.ts';
import { err, ok } from '../../../shared/result.ts';
import { createHandClock } from '../../support/hand-clock.ts';
import { newState } from '../../support/states.ts';

function rig(options: { readonly stored?: string; readonly disk?: 'full'; readonly managed?: boolean } = {}) {
  const clock = createHandClock();
  const engine = createEngine({ clock, initial: newState(), run: () => undefined });
  const apply = (settings: Settings) => {
    engine.dispatch({ tag: 'settings-changed', settings, managed: [] });
    clock.advance(0);
  };
  /** Keys that another program has. */
  const taken = new Set<string>();
  let held: string | null = null;
  const grabbed: (string | null)[] = [];
  const saved: (string | null)[] = [];
  const shortcut = createShortcut({
    engine,
    settings: {
      isManaged: () => options.managed === true,
      async change(change: Partial<Settings>) {
        if (options.managed === true) return err('managed');
        if (options.disk === 'full') return err('not-saved');
        saved.push(change.shortcut ?? null);
        // Another change is still being put into force, and draws the state as it was.
        clock.advance(0);
        await Promise.resolve();
        apply({ ...engine.state.settings, ...change });
        return ok(null);
      },
    },
    shortcutKeys: {
      set(accelerator) {
        if (accelerator !== null && taken.has(accelerator)) return 'taken';
        if (accelerator !== held) grabbed.push(accelerator);
        held = accelerator;
        return accelerator === null ? 'off' : 'on';
      },
    },
  });
  apply({ ...defaultSettings, shortcut: options.stored ?? null });
  return { shortcut, taken, saved, grabbed, engine, held: () => held, state: () => engine.state.shortcut };
}

test('a key that another program has is not saved, and the earlier one stays in force', async () => {
  const { shortcut, taken, saved, held, state } = rig({ stored: 'Ctrl+Alt+G' });
  taken.add('Ctrl+Alt+H');
  expect(await shortcut.change({ shortcut: 'Ctrl+Alt+H' })).toEqual(err('shortcut-taken'));
  expect({ saved, held: held(), state: state() }).toEqual({ saved: [], held: 'Ctrl+Alt+G', state: 'on' });
});

test('a key that cannot be saved is given back for the earlier one', async () => {
  const { shortcut, held } = rig({ stored: 'Ctrl+Alt+G', disk: 'full' });
  expect(await shortcut.change({ shortcut: 'Ctrl+Alt+H' })).toEqual(err('not-saved'));
  expect(held()).toBe('Ctrl+Alt+G');
});

test('a managed key is not tried out', async () => {
  const { shortcut, held } = rig({ stored: 'Ctrl+Alt+G', managed: true });
  expect(await shortcut.change({ shortcut: 'Ctrl+Alt+H' })).toEqual(err('managed'));
  expect(held()).toBe('Ctrl+Alt+G');
});

test('it is switched on, changed and switched off', async () => {
  const { shortcut, saved, held, state } = rig();
  expect(state()).toBe('off');
  await shortcut.change({ shortcut: 'Ctrl+Alt+G' });
  expect([held(), state()]).toEqual(['Ctrl+Alt+G', 'on']);
  await shortcut.change({ shortcut: null });
  expect({ saved, held: held(), state: state() }).toEqual({ saved: ['Ctrl+Alt+G', null], held: null, state: 'off' });
});

test('while a key is being saved the earlier one is not taken back', async () => {
  const { shortcut, grabbed } = rig({ stored: 'Ctrl+Alt+G' });
  await shortcut.change({ shortcut: 'Ctrl+Alt+H' });
  expect(grabbed).toEqual(['Ctrl+Alt+G', 'Ctrl+Alt+H']);
});
