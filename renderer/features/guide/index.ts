export { Guide } from './guide.tsx';
export { TrialReminder } from './trial-reminder.tsx';
