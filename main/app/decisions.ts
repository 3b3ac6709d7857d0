import type { AskKey, ConnectionId } from '../../shared/ids.ts';
import type { Decision, Surface } from '../../shared/model/decision.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { checkDecision, type DecideRefusal } from '../domain/inbox-reduce.ts';
import type { Backend } from '../ports/backend.ts';
import type { Logger } from '../ports/logger.ts';
import type { Random } from '../ports/random.ts';
import type { Engine } from './engine.ts';

interface DecideInput {
  readonly key: AskKey;
  /** Hash of the input that was shown where the person decided. */
  readonly inputHash: string;
  readonly decision: Decision;
  readonly surface: Surface;
}

type DecideError = DecideRefusal | 'not-offered' | 'not-valid' | 'not-saved';
export type Decide = (input: DecideInput) => Promise<Result<null, DecideError>>;

/** The one way in for a decision, whichever surface it comes from. */
export function createDecide(parts: {
  readonly engine: Engine;
  readonly backendOf: (connection: ConnectionId) => Backend | undefined;
  readonly whenSaved: (key: AskKey) => Promise<boolean>;
  readonly random: Random;
  readonly log: Logger;
}): Decide {
  const { engine, log } = parts;
  return async ({ key, inputHash, decision, surface }) => {
    const refuse = (code: DecideError) => {
      log.info('decision-refused', { ask: key, code, surface });
      return err(code);
    };
    const checked = checkDecision(engine.state.inbox, key, inputHash, decision);
    if (!checked.ok) return refuse(checked.error);
    const ask = checked.value;
    const backend = parts.backendOf(ask.connectionId);
    if (backend === undefined || !backend.capabilities.answer) return refuse('not-offered');
    const answerId = parts.random.uuid();
    const wire = backend.encodeAnswer(ask.request, decision, answerId);
    if (!wire.ok) return refuse(wire.error.code);
    log.info('decided', { ask: key, state: decision.tag, surface });
    engine.dispatch({ tag: 'decide', key, decision, surface, wire: wire.value, answerId });
    backend.probe('click', ask.sessionId); // a half-open socket must not swallow the answer
    return (await parts.whenSaved(key)) ? ok(null) : refuse('not-saved');
  };
}
