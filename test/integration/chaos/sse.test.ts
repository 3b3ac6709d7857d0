import { describe } from 'vitest';
import { testStorms } from './storm.ts';

describe('over the event stream', () => testStorms('sse'));
