import { randomUUID } from 'node:crypto';
import { z } from 'zod';

export const beginning = z.object({
  argv: z.array(z.string()),
  cwd: z.string(),
  env: z.record(z.string(), z.string()),
  pid: z.number(),
});
const hostFrame = z.looseObject({
  type: z.string(),
  uuid: z.string().optional(),
  request_id: z.string().optional(),
  request: z.looseObject({ subtype: z.string() }).optional(),
  response: z.looseObject({ request_id: z.string() }).optional(),
  message: z.looseObject({ role: z.string(), content: z.unknown() }).optional(),
});

/** What a test makes the process do. */
export interface AgentOrder {
  readonly stdout?: string;
  readonly stderr?: string;
  readonly exit?: number;
  /** Neither the end of its input nor a polite signal ends it. */
  readonly staysAtEnd?: true;
}

/** One run of the scripted program: it answers as the recordings show the real one does. */
export class AgentRun {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly pid: number;
  /** Every line that its host wrote. */
  readonly heard: string[] = [];
  /** Every line that it wrote. */
  readonly said: string[] = [];
  readonly #order: (order: AgentOrder) => void;
  readonly #open = new Map<string, { readonly toolUseId: string; readonly text: string }>();
  readonly #accepted = new Map<string, string>();
  readonly #watchers = new Set<() => void>();
  readonly #sessionId: string;

  constructor(begin: z.infer<typeof beginning>, order: (order: AgentOrder) => void) {
    this.argv = begin.argv;
    this.cwd = begin.cwd;
    this.env = begin.env;
    this.pid = begin.pid;
    this.#order = order;
    this.#sessionId = begin.argv[begin.argv.findIndex((one) => /^--(session-id|resume)$/.test(one)) + 1] ?? '';
  }

  /** Asks to use a tool with exactly this input. */
  ask(inputText: string): { readonly requestId: string; readonly toolUseId: string } {
    const [requestId, toolUseId] = [randomUUID(), `toolu_${randomUUID()}`];
    const text =
      `{"type":"control_request","request_id":"${requestId}","request":{"subtype":"can_use_tool","tool_name":"Bash",` +
      `"display_name":"Bash","input":${inputText},"permission_suggestions":[],"tool_use_id":"${toolUseId}"}}`;
    this.#open.set(requestId, { toolUseId, text });
    this.say(this.#session({ type: 'system', subtype: 'session_state_changed', state: 'requires_action' }));
    this.write(`${text}\n`);
    return { requestId, toolUseId };
  }

  cancel(requestId: string): void {
    this.#open.delete(requestId);
    this.say({ type: 'control_cancel_request', request_id: requestId });
  }

  /** A hook of the person's own settings was faster. */
  answerElsewhere(requestId: string): void {
    const { toolUseId = '' } = this.#open.get(requestId) ?? {};
    this.cancel(requestId);
    this.#result(toolUseId);
  }

  /** The answer that it acted on. */
  accepted(requestId: string): Promise<string> {
    return this.until(() => this.#accepted.get(requestId));
  }

  get answerCount(): number {
    return this.heard.filter((line) => line.includes('"control_response"')).length;
  }

  say(frame: object): void {
    this.write(`${JSON.stringify(frame)}\n`);
  }

  write(stdout: string): void {
    this.said.push(stdout);
    this.#order({ stdout });
  }

  order(order: AgentOrder): void {
    this.#order(order);
  }

  /** @param line  what its host wrote */
  hear(line: string): void {
    this.heard.push(line);
    const frame = hostFrame.parse(JSON.parse(line));
    if (frame.type === 'control_request') this.#reply(frame.request_id ?? '', frame.request?.subtype ?? '');
    if (frame.type === 'control_response') this.#take(frame.response?.request_id ?? '', frame.uuid, line);
    if (frame.type === 'user') this.#begin(frame.uuid ?? '', frame.message);
    for (const watch of this.#watchers) watch();
  }

  #reply(requestId: string, subtype: string): void {
    const success = { subtype: 'success', request_id: requestId };
    if (subtype !== 'initialize') return this.say({ type: 'control_response', response: success });
    const response = {
      commands: [],
      models: [],
      pid: this.pid,
      current_permission_mode: 'default',
      session_state: 'idle',
    };
    const pending = [...this.#open.values()].map(({ text }) => text).join(',');
    this.write(
      `{"type":"control_response","response":${JSON.stringify({ ...success, response })},` +
        `"pending_permission_requests":[${pending}],"pending_user_dialog_requests":[]}\n`,
    );
  }

  /** It tells of each answer as done, and repeats the one that it acts on. A second one is let pass. */
  #take(requestId: string, uuid: string | undefined, line: string): void {
    if (uuid !== undefined) this.#lifecycle(uuid, 'completed');
    const asked = this.#open.get(requestId);
    if (asked === undefined) return;
    this.#open.delete(requestId);
    this.#accepted.set(requestId, line);
    this.write(`${line}\n`);
    this.#result(asked.toolUseId);
  }

  #begin(uuid: string, message: unknown): void {
    this.#lifecycle(uuid, 'queued');
    this.#lifecycle(uuid, 'started');
    this.say(
      this.#session({ type: 'system', subtype: 'init', cwd: this.cwd, model: 'scripted', permissionMode: 'default' }),
    );
    this.say({ ...this.#session({ type: 'user', message, parent_tool_use_id: null, isReplay: true }), uuid });
  }

  #lifecycle(uuid: string, state: string): void {
    this.say(this.#session({ type: 'command_lifecycle', command_uuid: uuid, state }));
  }

  #result(toolUseId: string): void {
    const content = [{ tool_use_id: toolUseId, type: 'tool_result', content: 'done', is_error: false }];
    this.say(this.#session({ type: 'user', message: { role: 'user', content }, parent_tool_use_id: null }));
  }

  #session(frame: object): object {
    return { ...frame, session_id: this.#sessionId, uuid: randomUUID() };
  }

  /** Resolves with what is found, now or after anything that its host writes. */
  until<T>(find: () => T | undefined): Promise<T> {
    return new Promise((resolve) => {
      const look = () => {
        const found = find();
        if (found === undefined) return;
        this.#watchers.delete(look);
        resolve(found);
      };
      this.#watchers.add(look);
      look();
    });
  }
}
