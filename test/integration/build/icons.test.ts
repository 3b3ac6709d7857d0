import { expect, test } from 'vitest';
import { drawLarge } from '../../../build/scripts/draw-icons.mjs';
import { differingIcons } from '../../support/drawn-icons.ts';

test('the committed large icons of the app are what the script draws', () => {
  const drawn = drawLarge();
  expect([drawn.size, differingIcons(drawn)]).toEqual([7, []]);
});
