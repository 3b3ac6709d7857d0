export { AccountFlow } from './account-flow.tsx';
export { KeepKey } from './keep-key.tsx';
