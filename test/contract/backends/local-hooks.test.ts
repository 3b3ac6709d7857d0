import { describeAnswerContract } from './answer-contract.ts';
import { hooksRig } from './local-hooks-rig.ts';

describeAnswerContract(hooksRig);
