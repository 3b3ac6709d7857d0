export interface Random {
  /** At least 0, below 1. */
  fraction(): number;
  uuid(): string;
}
