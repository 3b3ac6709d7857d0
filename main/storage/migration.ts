/** One step of the settings from the version before. Gets and returns them without their version, unread by any schema. */
export interface Migration {
  readonly to: number;
  migrate(settings: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>;
}
