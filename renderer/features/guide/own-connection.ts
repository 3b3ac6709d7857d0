import type { ConnectionView } from '../../../shared/model/app-view.ts';

/** Whether the person, or whoever set this computer up, brought it here: practice is ours. */
export const isOwnConnection = ({ practice }: ConnectionView): boolean => !practice;
