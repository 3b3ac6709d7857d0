import { permissionResult, type Answer, type ClientFrame } from './client-frame.ts';
import type { OpenAsk } from './asks.ts';
import {
  assistantFrame,
  cancelFrame,
  errorFrame,
  initFrame,
  resultFrame,
  statusFrame,
  successFrame,
  textBlock,
  toolResultFrame,
  userFrame,
  WORKER_DESCRIPTION,
  type Payload,
} from './frames.ts';

export interface AgentOptions {
  /** `never` leaves `initialize` unanswered; `error` refuses it. Default `answer`. */
  readonly initialize?: 'answer' | 'never' | 'error';
  /** `absent` leaves the pending lists out of the answer to `initialize`, as old workers do. Default `faithful`. */
  readonly pendingList?: 'faithful' | 'absent';
  /** `silent` = answers are recorded and the ask closes, but nothing shows it: no cancel, no tool result. Default `run`. */
  readonly onAnswer?: 'run' | 'silent';
  /** Workers post a cancel for an ask that was answered, to clear other clients. Default true. */
  readonly cancelAfterAnswer?: boolean;
  /** What happens after a typed message; default: init, a short text, result. */
  readonly onMessage?: (text: string, session: AgentHost) => void;
}

/** What an agent can see and do of its session. */
interface AgentHost {
  readonly id: string;
  readonly cwd: string;
  readonly openAsks: Map<string, OpenAsk>;
  mode: string;
  model: string;
  workerStatus: string;
  userMessageCount: number;
  emit(payload: Payload | string): void;
  settle(): void;
  rename(title: string): void;
  archive(isArchived: boolean): void;
  setWorkerStatus(status: 'idle' | 'running' | 'requires_action'): void;
}

const MODES = ['acceptEdits', 'auto', 'default', 'dontAsk', 'plan'];
const REJECTED = "The user doesn't want to proceed with this tool use. The tool use was rejected.";

/** Does what a worker does with what clients send. */
export class ScriptedAgent {
  initialize: 'answer' | 'never' | 'error';
  pendingList: 'faithful' | 'absent';
  onAnswer: 'run' | 'silent';
  cancelAfterAnswer: boolean;
  onMessage: (text: string, session: AgentHost) => void;
  readonly #session: AgentHost;

  constructor(session: AgentHost, options: AgentOptions) {
    this.#session = session;
    this.initialize = options.initialize ?? 'answer';
    this.pendingList = options.pendingList ?? 'faithful';
    this.onAnswer = options.onAnswer ?? 'run';
    this.cancelAfterAnswer = options.cancelAfterAnswer ?? true;
    this.onMessage = options.onMessage ?? sayUnderstood;
  }

  /** Handles one accepted client frame; an answer's fate was decided before (see fateOf). */
  receive(frame: ClientFrame): void {
    if (frame.type === 'control_request' && frame.request !== undefined && frame.request_id !== undefined) {
      this.#control(frame.request_id, frame.request);
    } else if (frame.type === 'control_response' && frame.response !== undefined) {
      this.#answer(frame.response);
    } else if (frame.type === 'user') {
      this.#session.userMessageCount++;
      this.onMessage(textOf(frame.message?.content), this.#session);
    }
  }

  fateOf(requestId: string): Answer['fate'] {
    return this.#session.openAsks.has(requestId) ? 'accepted' : 'ignored';
  }

  /** An answer was accepted, from whoever: withdraw the ask, show the effect, end the turn. */
  settleAsk(requestId: string, result: unknown, error?: string): void {
    const session = this.#session;
    const ask = session.openAsks.get(requestId);
    if (ask === undefined) return;
    session.openAsks.delete(requestId);
    if (this.onAnswer === 'silent') return session.settle();
    if (this.cancelAfterAnswer) session.emit(cancelFrame(session.id, requestId));
    if (ask.subtype !== 'can_use_tool' || ask.toolUseId === null) return session.settle();
    const read = permissionResult.safeParse(result);
    if (error !== undefined) session.emit(toolResultFrame(session.id, ask.toolUseId, error, true));
    else if (!read.success)
      session.emit(
        toolResultFrame(session.id, ask.toolUseId, `Invalid permission result: ${read.error.message}`, true),
      );
    else if (read.data.behavior === 'allow') session.emit(toolResultFrame(session.id, ask.toolUseId, 'done', false));
    else {
      session.emit(toolResultFrame(session.id, ask.toolUseId, read.data.message, true));
      if (read.data.interrupt === true) return this.#stopTurn();
    }
    session.settle();
    if (session.openAsks.size === 0) session.emit(resultFrame(session.id, 'success'));
  }

  #answer(response: NonNullable<ClientFrame['response']>): void {
    const isError = response.subtype === 'error';
    this.settleAsk(response.request_id, response.response, isError ? (response.error ?? 'error') : undefined);
  }

  #control(requestId: string, request: NonNullable<ClientFrame['request']>): void {
    const session = this.#session;
    const reply = (response?: Payload, siblings?: Payload) =>
      session.emit(successFrame(session.id, requestId, response, siblings));
    const refuse = (error: string, code: string) => session.emit(errorFrame(session.id, requestId, error, code));
    switch (request.subtype) {
      case 'initialize':
        if (this.initialize === 'error') refuse('Worker failed to initialize', 'initialize_failed');
        if (this.initialize === 'answer') session.emit(this.#initializeText(requestId));
        return;
      case 'interrupt':
        return this.#interrupt(() => reply({ still_queued: [] }));
      case 'set_permission_mode': {
        const mode = request['mode'];
        if (mode === 'bypassPermissions') return refuse('Session was not launched with bypass', 'bypass_not_launched');
        if (typeof mode !== 'string' || !MODES.includes(mode))
          return refuse(`Invalid mode: ${String(mode)}`, 'invalid_mode');
        session.mode = mode;
        reply({ mode });
        return session.emit(statusFrame(session.id, mode));
      }
      case 'set_model':
        if (typeof request['model'] === 'string') session.model = request['model'];
        return reply({ model: session.model });
      case 'rename_session':
        if (typeof request['title'] === 'string') session.rename(request['title']);
        return reply();
      case 'end_session':
        reply();
        return session.archive(true);
      default:
        return refuse(`Unsupported control request subtype: ${request.subtype}`, 'unsupported_request');
    }
  }

  /** As text, because the pending asks must appear in it exactly as they were sent. */
  #initializeText(requestId: string): string {
    const session = this.#session;
    const state = session.workerStatus;
    const frame = JSON.stringify(
      successFrame(
        session.id,
        requestId,
        { ...WORKER_DESCRIPTION, current_permission_mode: session.mode, session_state: state },
        { $pending: 0 },
      ),
    );
    const of = (subtype: string) =>
      `[${[...session.openAsks.values()]
        .filter((ask) => ask.subtype === subtype)
        .map((ask) => ask.text)
        .join(',')}]`;
    const lists =
      `"pending_permission_requests":${of('can_use_tool')},"pending_user_dialog_requests":${of('request_user_dialog')},` +
      `"pending_elicitation_requests":${of('elicitation')}`;
    return this.pendingList === 'absent'
      ? frame.replace(',"$pending":0', '')
      : frame.replace('"$pending":0', () => lists);
  }

  #interrupt(reply: () => void): void {
    const session = this.#session;
    const asks = [...session.openAsks.values()];
    session.openAsks.clear();
    for (const ask of asks) session.emit(cancelFrame(session.id, ask.requestId));
    reply();
    for (const ask of asks)
      if (ask.toolUseId !== null) session.emit(toolResultFrame(session.id, ask.toolUseId, REJECTED, true));
    this.#stopTurn();
  }

  #stopTurn(): void {
    const session = this.#session;
    session.emit(userFrame(session.id, [textBlock('[Request interrupted by user for tool use]')]));
    session.emit(resultFrame(session.id, 'interrupted'));
    session.settle();
  }
}

function sayUnderstood(_text: string, session: AgentHost): void {
  session.setWorkerStatus('running');
  session.emit(initFrame(session));
  session.emit(assistantFrame(session.id, session.model, [textBlock('Understood.')]));
  session.emit(resultFrame(session.id, 'success', 'Understood.'));
  session.settle();
}

function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content
    .map((block: unknown) => (typeof block === 'object' && block !== null && 'text' in block ? String(block.text) : ''))
    .join('');
}
