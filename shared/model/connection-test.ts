/** What came of trying a connection before it is saved. */
export interface ConnectionTest {
  readonly reached: boolean;
  readonly sessions: number | null;
  readonly problem:
    | 'unreachable'
    | 'tls'
    | 'unauthorized'
    | 'forbidden'
    | 'not-a-ccr-service'
    | 'not-a-happy-server'
    | 'no-token'
    | 'rate-limited'
    | null;
  readonly status: number | null;
}
