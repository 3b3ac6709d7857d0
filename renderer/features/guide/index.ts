export { Guide } from './guide.tsx';
export { GuideReminder } from './guide-reminder.tsx';
