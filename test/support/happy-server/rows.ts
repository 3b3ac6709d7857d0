/** What the server keeps. Everything a client encrypted is text it cannot read. */

export interface AccountRow {
  readonly id: string;
  /** Ed25519, base64. */
  readonly publicKey: string;
  /** Of the `update` envelopes. */
  seq: number;
  settings: string | null;
  settingsVersion: number;
  readonly pushTokens: Set<string>;
}

/** A versioned blob, with every value it ever had: what a hostile server could send again. */
export interface Blob {
  value: string | null;
  version: number;
  readonly history: (string | null)[];
}

export interface MessageRow {
  readonly id: string;
  readonly seq: number;
  readonly localId: string | null;
  /** Base64 ciphertext. */
  readonly content: string;
  readonly createdAtMs: number;
  updatedAtMs: number;
}

export interface SessionRow {
  readonly id: string;
  readonly tag: string;
  readonly accountId: string;
  /** Of the messages. */
  seq: number;
  readonly createdAtMs: number;
  /** Moves with every write of the row, presence included. */
  updatedAtMs: number;
  isActive: boolean;
  activeAtMs: number;
  readonly metadata: Blob;
  readonly agentState: Blob;
  readonly dataEncryptionKey: string | null;
  readonly messages: MessageRow[];
  readonly byLocalId: Map<string, MessageRow>;
}

export interface MachineRow {
  readonly id: string;
  readonly accountId: string;
  seq: number;
  readonly createdAtMs: number;
  updatedAtMs: number;
  isActive: boolean;
  activeAtMs: number;
  readonly metadata: Blob;
  readonly daemonState: Blob;
  readonly dataEncryptionKey: string | null;
}

/** A terminal or a device that waits for an app to let it in. */
export interface PairingRow {
  readonly id: string;
  readonly publicKey: string;
  readonly supportsV2: boolean;
  response: string | null;
  /** Whose it became. */
  accountId: string | null;
}

export interface UsageRow {
  readonly id: string;
  readonly accountId: string;
  readonly key: string;
  readonly sessionId: string | null;
  tokens: Record<string, number>;
  cost: Record<string, number>;
  readonly createdAtMs: number;
  updatedAtMs: number;
}

export const blob = (value: string | null, version: number): Blob => ({ value, version, history: [value] });

export function writeBlob(target: Blob, value: string | null, version = target.version + 1): void {
  target.value = value;
  target.version = version;
  target.history.push(value);
}

/** A session as every list shows it; the tag never leaves. */
export const sessionObject = (row: SessionRow) => ({
  id: row.id,
  seq: row.seq,
  createdAt: row.createdAtMs,
  updatedAt: row.updatedAtMs,
  active: row.isActive,
  activeAt: row.activeAtMs,
  metadata: row.metadata.value,
  metadataVersion: row.metadata.version,
  agentState: row.agentState.value,
  agentStateVersion: row.agentState.version,
  dataEncryptionKey: row.dataEncryptionKey,
});

export const messageObject = (row: MessageRow) => ({
  id: row.id,
  seq: row.seq,
  localId: row.localId,
  content: { t: 'encrypted', c: row.content },
  createdAt: row.createdAtMs,
  updatedAt: row.updatedAtMs,
});

export const machineObject = (row: MachineRow) => ({
  id: row.id,
  metadata: row.metadata.value,
  metadataVersion: row.metadata.version,
  daemonState: row.daemonState.value,
  daemonStateVersion: row.daemonState.version,
  dataEncryptionKey: row.dataEncryptionKey,
  seq: row.seq,
  active: row.isActive,
  activeAt: row.activeAtMs,
  createdAt: row.createdAtMs,
  updatedAt: row.updatedAtMs,
});
