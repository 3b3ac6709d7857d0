import { expect, test } from 'vitest';
import { drawSmall } from '../../../build/scripts/draw-icons.mjs';
import { differingIcons } from '../../support/drawn-icons.ts';

const drawn = drawSmall();

test('the committed icons of the tray, and the small ones of the app, are what the script draws', () => {
  expect([drawn.size > 90, differingIcons(drawn)]).toEqual([true, []]);
});

test('an icon that is drawn otherwise is noticed', () => {
  const [first = ['', Buffer.alloc(0)], second = first] = drawn;
  expect(differingIcons(new Map([[first[0], second[1]]]))).toEqual([first[0]]);
});
