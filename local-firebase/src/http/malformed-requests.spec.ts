import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ServiceName } from '../index.ts';
import { TestStack } from '../test-stack.ts';

let stack: TestStack;

beforeAll(async () => {
  stack = await TestStack.start();
});
afterAll(() => stack.close());

/** Sends a request line and headers as they are, which no HTTP client would, and gives the status of the answer. */
async function statusOf(
  service: ServiceName,
  target: string,
  headers: readonly string[] = [],
): Promise<number> {
  const port = Number(new URL(stack.firebase.urls[service]).port);
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    socket.on('data', (data) => {
      answer += data.toString();
      const status = /^HTTP\/1\.1 (\d+)/.exec(answer)?.[1];
      if (status === undefined) return;
      socket.destroy();
      resolve(Number(status));
    });
    socket.on('error', reject);
    const host = headers.some((line) => line.startsWith('host:')) ? [] : [`host: 127.0.0.1:${port}`];
    socket.write([`GET ${target} HTTP/1.1`, ...host, ...headers, '', ''].join('\r\n'));
  });
}

const UPGRADE = [
  'upgrade: websocket',
  'connection: upgrade',
  'sec-websocket-version: 13',
  'sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==',
];

describe('G8: whatever comes is answered, and the stack goes on', () => {
  it.each<ServiceName>(['auth', 'database', 'functions', 'hosting', 'storage'])('by %s', async (service) => {
    for (const target of [
      '//',
      '/%E0%A4%A',
      '/v0/b/%E0/o/%E0%A4%A',
      '/.json?ns=%E0',
      '/%00',
      '*',
      'http://[',
    ]) {
      const status = await statusOf(service, target);
      expect([target, status < 500]).toEqual([target, true]);
      const upgrade = await statusOf(service, target, UPGRADE);
      expect([target, upgrade < 500]).toEqual([target, true]);
    }
    for (const host of ['', '[', 'a b', '127.0.0.1:99999999', 'evil.test']) {
      const status = await statusOf(service, '/x', [`host: ${host}`]);
      expect([host, status < 500]).toEqual([host, true]);
    }
  });
});
