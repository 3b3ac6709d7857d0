import { describeAnswerContract } from './answer-contract.ts';
import { processRig } from './local-process-rig.ts';

describeAnswerContract(processRig());
