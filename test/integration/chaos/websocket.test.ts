import { describe } from 'vitest';
import { testStorms } from './storm.ts';

describe('over web sockets', () => testStorms('websocket'));
