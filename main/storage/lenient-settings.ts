import * as z from 'zod';
import { BACKEND_KINDS } from '../../shared/model/connection.ts';
import {
  connectionSchema,
  notificationSettingsSchema,
  settingsSchema,
  type ConnectionSettings,
  type NotificationSettings,
  type Settings,
} from '../../shared/model/settings.ts';
import { describeIssue } from './expectation.ts';

/** What a settings file says, as far as it can be used: only what is really in it. */
export interface GivenSettings {
  readonly connections: readonly ConnectionSettings[];
  readonly notifications: Partial<NotificationSettings>;
  readonly others: Partial<Omit<Settings, 'connections' | 'notifications'>>;
}

export const NOTHING_GIVEN: GivenSettings = { connections: [], notifications: {}, others: {} };

const MAX_CONNECTIONS = 50;
const anyObject = z.record(z.string(), z.unknown());

/**
 * Reads each connection and each setting on its own, so that one mistake costs one part.
 *
 * @param raw  without its `version`
 * @returns    `faults` such as `connections[1].baseUrl: expected ...`, in the order of the file
 */
export function readGivenSettings(raw: unknown): { readonly given: GivenSettings; readonly faults: readonly string[] } {
  const faults: string[] = [];
  const object = anyObject.safeParse(raw);
  if (!object.success || Array.isArray(raw)) return { given: NOTHING_GIVEN, faults: ['the file: expected an object'] };

  function take<T>(schema: z.core.$ZodType<T>, value: unknown, place: string): T | undefined {
    const read = z.safeParse(schema, value);
    if (read.success) return read.data;
    for (const issue of read.error.issues) faults.push(describeIssue(issue, place));
    return undefined;
  }

  let connections: readonly ConnectionSettings[] = [];
  const notifications: Record<string, unknown> = {};
  const others: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(object.data)) {
    if (key === 'connections') connections = readConnections(value, faults);
    else if (key === 'notifications') {
      const members = take(anyObject, value, key) ?? {};
      for (const [name, member] of Object.entries(members)) {
        const schema = NOTIFICATIONS.get(name);
        if (schema === undefined) faults.push(`${key}.${name}: not known here`);
        const read = schema === undefined ? undefined : take(schema, member, `${key}.${name}`);
        if (read !== undefined) notifications[name] = read;
      }
    } else {
      const schema = OTHERS.get(key);
      if (schema === undefined) faults.push(`${key}: not known here`);
      else {
        const read = take(schema, value, key);
        if (read !== undefined) others[key] = read;
      }
    }
  }
  return {
    // Each member was read by the schema of its own name just above.
    given: {
      connections,
      notifications: notifications as Partial<NotificationSettings>,
      others: others as GivenSettings['others'],
    },
    faults,
  };
}

const NOTIFICATIONS = new Map<string, z.core.$ZodType>(Object.entries(notificationSettingsSchema.shape));
// Typed at once: comparing zod's own types with each other costs the compiler seconds.
const allSchemas: Readonly<Record<string, z.core.$ZodType>> = settingsSchema.shape;
const OTHERS = new Map(
  Object.entries(allSchemas).filter(([name]) => name !== 'connections' && name !== 'notifications'),
);

function readConnections(value: unknown, faults: string[]): readonly ConnectionSettings[] {
  if (!Array.isArray(value)) {
    faults.push('connections: expected a list');
    return [];
  }
  const connections = new Map<string, ConnectionSettings>();
  for (const [index, item] of value.entries()) {
    const place = `connections[${index}]`;
    const connection = readConnection(item, place, faults);
    if (connection === null) continue;
    if (connections.has(connection.id)) faults.push(`${place}.id: expected an id that no connection before it has`);
    else if (connection.kind === 'local' && [...connections.values()].some(({ kind }) => kind === 'local'))
      faults.push(`${place}.kind: expected one connection to this computer at most`);
    else if (connections.size === MAX_CONNECTIONS)
      faults.push(`${place}: expected at most ${MAX_CONNECTIONS} connections`);
    else connections.set(connection.id, connection);
  }
  return [...connections.values()];
}

function readConnection(item: unknown, place: string, faults: string[]): ConnectionSettings | null {
  const object = anyObject.safeParse(item);
  if (!object.success) {
    faults.push(`${place}: expected an object`);
    return null;
  }
  const { kind } = object.data;
  if (!BACKEND_KINDS.some((known) => known === kind)) {
    faults.push(`${place}.kind: expected ${BACKEND_KINDS.map((known) => `"${known}"`).join(' or ')}`);
    return null;
  }
  const read = connectionSchema.safeParse(item);
  if (read.success) return read.data;
  const unknown = read.error.issues.filter((issue) => issue.code === 'unrecognized_keys' && issue.path.length === 0);
  for (const issue of read.error.issues) faults.push(describeIssue(issue, place));
  if (unknown.length < read.error.issues.length) return null;
  // Nothing is wrong but a key too many: it is named, and the connection works without it.
  const names = new Set(unknown.flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys : [])));
  return readConnection(
    Object.fromEntries(Object.entries(object.data).filter(([key]) => !names.has(key))),
    place,
    faults,
  );
}
