export { Session } from './session.tsx';
