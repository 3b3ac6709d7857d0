export interface SecretStore {
  /** True only when the OS keychain really encrypts; `basic_text` and unknown backends count as none. */
  readonly encrypts: boolean;
  get(name: string): Promise<string | null>;
  /** @returns where it is now kept. `memory` = gone when the app ends. Never in clear on disk. */
  set(name: string, value: string): Promise<'keychain' | 'memory'>;
  delete(name: string): Promise<void>;
}
