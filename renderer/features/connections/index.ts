export { ConnectionForm } from './connection-form.tsx';
export { Connections } from './connections.tsx';
