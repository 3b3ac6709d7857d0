import { describeAnswerContract } from './answer-contract.ts';
import { happyRig } from './happy-rig.ts';

describeAnswerContract(happyRig('Happy'));
describeAnswerContract(happyRig('Happy on a server of 2025', { server: { generation: 'archived' } }));
