export type { LocalHost } from '../../ports/local-host.ts';
