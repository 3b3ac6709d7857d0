export { Journal } from './journal.tsx';
