import { figuresIn } from '../figures.ts';

export const { number, plural, dollars, dayAndTime, exactTime } = figuresIn('de');
