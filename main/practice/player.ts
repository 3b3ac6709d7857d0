import { SECOND_MS } from '../../shared/units.ts';
import type { Clock } from '../ports/clock.ts';
import type { Random } from '../ports/random.ts';
import type { AgentSession } from './agent-session.ts';
import { permissionResult, type ClientFrame } from './client-frame.ts';
import * as frames from './frames.ts';
import { say, type AskStep, type Step } from './script.ts';

export interface PlayerTools {
  readonly clock: Clock;
  readonly random: Random;
  /** Multiplies every pause: 1 = as a person would expect it. */
  readonly pace: number;
}

const REST_MS = 90 * SECOND_MS;
const MODES = ['acceptEdits', 'auto', 'default', 'dontAsk', 'plan'];
const INTERRUPTED = 'The person stopped this before it ran.';

interface Waiting {
  readonly requestId: string;
  readonly toolUseId: string;
  readonly step: AskStep;
}

/**
 * Plays one session: walks its script at a human pace, waits at every ask, and does what is decided.
 *
 *   resting --pause--> walking --ask--> waiting --answer--> walking --end of script--> resting
 *              (interrupt, or deny and stop: from anywhere to resting)
 */
export class Player {
  readonly #session: AgentSession;
  readonly #tools: PlayerTools;
  #steps: readonly Step[] = [];
  #waiting: Waiting | null = null;
  #cancelPause: () => void = () => undefined;

  constructor(session: AgentSession, tools: PlayerTools) {
    this.#session = session;
    this.#tools = tools;
  }

  start(): void {
    this.#after(this.#session.script.beginsAfterMs, () => this.#beginRound());
  }

  stop(): void {
    this.#cancelPause();
  }

  /** Handles one frame of a client; unknown kinds and answers to closed asks do nothing. */
  receive(frame: ClientFrame): void {
    if (frame.type === 'control_request' && frame.request !== undefined && frame.request_id !== undefined) {
      this.#control(frame.request_id, frame.request);
    } else if (frame.type === 'control_response' && frame.response !== undefined) {
      this.#answer(frame.response);
    } else if (frame.type === 'user') this.#message(textOf(frame.message?.content));
  }

  #beginRound(): void {
    const session = this.#session;
    if (session.isArchived) return this.#rest();
    session.status = 'running';
    session.emit(frames.userFrame(session.speaker, session.script.prompt));
    session.emit(frames.initFrame(session.speaker, session.script.cwd, session.mode));
    this.#steps = session.script.steps;
    this.#walk();
  }

  #walk(): void {
    this.#session.status = 'running';
    this.#after((1 + 1.5 * this.#tools.random.fraction()) * SECOND_MS, () => this.#nextStep());
  }

  #nextStep(): void {
    const session = this.#session;
    const [step, ...rest] = this.#steps;
    this.#steps = rest;
    if (step === undefined) {
      session.emit(frames.resultFrame(session.speaker, 'success'));
      return this.#rest();
    }
    if (step.tag === 'ask') return this.#ask(step);
    if (step.tag === 'say') session.emit(frames.assistantFrame(session.speaker, [frames.textBlock(step.text)]));
    else {
      const id = this.#toolUse(step.tool, step.input);
      session.emit(frames.toolResultFrame(session.speaker, id, step.result, false));
    }
    this.#walk();
  }

  #toolUse(tool: string, input: frames.Payload): string {
    const id = `toolu_${this.#tools.random.uuid().replaceAll('-', '')}`;
    this.#session.emit(frames.assistantFrame(this.#session.speaker, [frames.toolUseBlock(id, tool, input)]));
    return id;
  }

  #ask(step: AskStep): void {
    const session = this.#session;
    session.status = 'requires_action';
    const toolUseId = this.#toolUse(step.tool, step.input);
    const requestId = this.#tools.random.uuid();
    const request = {
      subtype: 'can_use_tool',
      tool_name: step.tool,
      display_name: step.tool,
      input: step.input,
      tool_use_id: toolUseId,
      permission_suggestions: step.suggestions ?? [],
      ...(step.claim === undefined ? {} : { description: step.claim }),
      ...(step.reason === undefined ? {} : { decision_reason: step.reason, decision_reason_type: 'other' }),
      ...(step.needsPerson === true ? { requires_user_interaction: true } : {}),
    };
    const ask = { type: 'control_request', request_id: requestId, request };
    this.#waiting = { requestId, toolUseId, step };
    session.openAsks.set(requestId, ask);
    session.emit({ ...ask, session_id: session.script.id, uuid: this.#tools.random.uuid() });
  }

  #answer(response: NonNullable<ClientFrame['response']>): void {
    const waiting = this.#waiting;
    if (waiting === null || waiting.requestId !== response.request_id) return;
    const { speaker } = this.#session;
    this.#closeAsk(waiting);
    const result = permissionResult.safeParse(response.response);
    const finish = (text: string, isError: boolean) =>
      this.#session.emit(frames.toolResultFrame(speaker, waiting.toolUseId, text, isError));
    if (!result.success) {
      finish('The answer could not be read, so the tool was not run.', true);
      this.#steps = [...waiting.step.ifDenied, ...this.#steps];
    } else if (result.data.behavior === 'allow') {
      finish(waiting.step.result, false);
      this.#steps = [...(waiting.step.ifAllowed?.(result.data.updatedInput) ?? []), ...this.#steps];
    } else {
      finish(result.data.message, true);
      if (result.data.interrupt === true) return this.#endTurn();
      this.#steps = [...waiting.step.ifDenied, ...this.#steps];
    }
    this.#walk();
  }

  /** Withdraws the ask from every reader, as workers do after an answer too. */
  #closeAsk(waiting: Waiting): void {
    this.#waiting = null;
    this.#session.openAsks.delete(waiting.requestId);
    this.#session.emit(frames.cancelFrame(this.#session.speaker, waiting.requestId));
  }

  #message(text: string): void {
    const reply = say(this.#session.script.reply(text));
    this.#steps = [reply, ...this.#steps];
    if (this.#waiting === null) this.#walk(); // while an ask is open, the reply comes after its answer
  }

  #control(requestId: string, request: NonNullable<ClientFrame['request']>): void {
    const session = this.#session;
    const { speaker } = session;
    const { mode, model, title } = request;
    const refuse = (text: string, code: string) => session.emit(frames.errorFrame(speaker, requestId, text, code));
    const reply = (body?: frames.Payload, lists?: frames.Payload) =>
      session.emit(frames.successFrame(speaker, requestId, body, lists));
    switch (request.subtype) {
      case 'initialize':
        return reply(
          {
            commands: [],
            agents: [],
            models: [],
            account: {},
            current_permission_mode: session.mode,
            session_state: session.status,
          },
          { pending_permission_requests: [...session.openAsks.values()], pending_user_dialog_requests: [] },
        );
      case 'interrupt':
        return this.#interrupt(() => reply({ still_queued: [] }));
      case 'set_permission_mode':
        if (typeof mode !== 'string' || !MODES.includes(mode))
          return refuse('This mode is not available here.', 'invalid_mode');
        session.mode = mode;
        reply({ mode });
        return session.emit(frames.statusFrame(speaker, mode));
      case 'set_model':
        if (typeof model === 'string') session.model = model;
        return reply({ model: session.model });
      case 'rename_session':
        if (typeof title === 'string') session.title = title;
        return reply();
      default:
        return refuse(`Unsupported control request subtype: ${request.subtype}`, 'unsupported_request');
    }
  }

  #interrupt(reply: () => void): void {
    const waiting = this.#waiting;
    if (waiting !== null) this.#closeAsk(waiting);
    reply();
    if (this.#session.status === 'idle') return;
    if (waiting !== null) {
      this.#session.emit(frames.toolResultFrame(this.#session.speaker, waiting.toolUseId, INTERRUPTED, true));
    }
    this.#endTurn();
  }

  #endTurn(): void {
    const { speaker } = this.#session;
    this.#session.emit(frames.userFrame(speaker, [frames.textBlock('[Request interrupted by user]')]));
    this.#session.emit(frames.resultFrame(speaker, 'interrupted'));
    this.#rest();
  }

  #rest(): void {
    this.#steps = [];
    this.#session.status = 'idle';
    if (this.#session.script.onlyOnce === true) this.#cancelPause();
    else this.#after(REST_MS, () => this.#beginRound());
  }

  #after(delayMs: number, run: () => void): void {
    this.#cancelPause();
    this.#cancelPause = this.#tools.clock.schedule(delayMs * this.#tools.pace, run);
  }
}

function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  return Array.isArray(content) ? content.map((block: unknown) => blockText(block)).join('') : '';
}

const blockText = (block: unknown) =>
  typeof block === 'object' && block !== null && 'text' in block && typeof block.text === 'string' ? block.text : '';
