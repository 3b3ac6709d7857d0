import { words } from '../../../shared/strings/window.ts';

/** One field of a form that an MCP server asks for. Anything beyond these is answered as JSON. */
export type FormField = {
  readonly name: string;
  readonly title: string;
  readonly description?: string;
  readonly required: boolean;
} & (
  | { readonly tag: 'text'; readonly minLength?: number; readonly maxLength?: number; readonly initial: string }
  | {
      readonly tag: 'number';
      readonly whole: boolean;
      readonly minimum?: number;
      readonly maximum?: number;
      readonly initial: string;
    }
  | { readonly tag: 'boolean'; readonly initial: boolean }
  | {
      readonly tag: 'choice';
      readonly options: readonly { readonly value: string; readonly label: string }[];
      readonly initial: string;
    }
);

export type FormValues = Readonly<Record<string, string | boolean>>;

/** Reads a flat JSON Schema. Undefined where the form needs more than we can draw. */
export function readFormSchema(schemaJson: string): readonly FormField[] | undefined {
  const schema = parseObject(schemaJson);
  const properties = asObject(schema?.['properties']);
  if (properties === undefined) return undefined;
  const required = Array.isArray(schema?.['required']) ? schema['required'] : [];
  const fields: FormField[] = [];
  for (const [name, value] of Object.entries(properties)) {
    const property = asObject(value);
    const field = property && readField(name, property, required.includes(name));
    if (!field) return undefined;
    fields.push(field);
  }
  return fields;
}

function readField(name: string, property: Record<string, unknown>, required: boolean): FormField | undefined {
  const description = asText(property['description']);
  const shared = {
    name,
    title: asText(property['title']) ?? name,
    required,
    ...(description === undefined ? {} : { description }),
  };
  const initial = property['default'];
  if (Array.isArray(property['enum'])) {
    const values = property['enum'];
    if (!values.every((each) => typeof each === 'string')) return undefined;
    const names = Array.isArray(property['enumNames']) ? property['enumNames'] : [];
    const options = values.map((each, index) => ({ value: each, label: asText(names[index]) ?? each }));
    return { ...shared, tag: 'choice', options, initial: asText(initial) ?? '' };
  }
  switch (property['type']) {
    case 'string':
      return { ...shared, tag: 'text', ...limits(property, 'minLength', 'maxLength'), initial: asText(initial) ?? '' };
    case 'number':
    case 'integer':
      return {
        ...shared,
        tag: 'number',
        whole: property['type'] === 'integer',
        ...limits(property, 'minimum', 'maximum'),
        initial: typeof initial === 'number' ? String(initial) : '',
      };
    case 'boolean':
      return { ...shared, tag: 'boolean', initial: initial === true };
    default:
      return undefined;
  }
}

/** What is wrong with one entry, in words; undefined if nothing is. */
export function checkField(field: FormField, value: string | boolean): string | undefined {
  const errors = words.inbox.formErrors;
  if (field.tag === 'boolean') return undefined;
  const text = String(value);
  if (text.trim() === '') return field.required ? errors.required : undefined;
  if (field.tag === 'text') {
    if (field.minLength !== undefined && text.length < field.minLength) return errors.short(field.minLength);
    if (field.maxLength !== undefined && text.length > field.maxLength) return errors.long(field.maxLength);
  }
  if (field.tag === 'number') {
    const number = Number(text);
    if (!Number.isFinite(number)) return errors.number;
    if (field.whole && !Number.isInteger(number)) return errors.integer;
    if (field.minimum !== undefined && number < field.minimum) return errors.low(field.minimum);
    if (field.maximum !== undefined && number > field.maximum) return errors.high(field.maximum);
  }
  return undefined;
}

/** The answer as JSON. Fields left empty are left out. */
export function formContentJson(fields: readonly FormField[], values: FormValues): string {
  const content = fields.flatMap((field): [string, unknown][] => {
    const value = values[field.name] ?? '';
    if (field.tag === 'boolean') return [[field.name, value === true]];
    const text = String(value);
    if (text.trim() === '') return [];
    return [[field.name, field.tag === 'number' ? Number(text) : text]];
  });
  return JSON.stringify(Object.fromEntries(content));
}

export function isJsonObject(text: string): boolean {
  return parseObject(text) !== undefined;
}

function limits<A extends string, B extends string>(property: Record<string, unknown>, low: A, high: B) {
  const [from, to] = [property[low], property[high]];
  return {
    ...(typeof from === 'number' ? { [low]: from } : {}),
    ...(typeof to === 'number' ? { [high]: to } : {}),
  };
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function asObject(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}

const asText = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
