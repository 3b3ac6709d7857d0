import { describeAnswerContract } from './answer-contract.ts';
import { ccrRig } from './ccr-rig.ts';

describeAnswerContract(ccrRig('event streams', { transport: 'sse' }));
describeAnswerContract(
  ccrRig('event streams with numbers as numbers', { transport: 'sse', service: { sequenceStyle: 'number' } }),
);
describeAnswerContract(ccrRig('web sockets', { transport: 'websocket' }));
describeAnswerContract(
  ccrRig('web sockets without line ends', { transport: 'websocket', service: { framing: 'whole' } }),
);
describeAnswerContract(
  ccrRig('web sockets with several frames a message', { transport: 'websocket', service: { framing: 'packed' } }),
);
describeAnswerContract(ccrRig('whatever the service has', { transport: 'auto', followsList: true }));
