import { connect } from 'node:net';
import { FunctionError } from '../errors/function-error.ts';
import type { Scanner } from '../ports.ts';

/** ClamAV takes about a second for ten megabytes. */
const PATIENCE_MS = 30_000;
const PIECE_BYTES = 1 << 20;

/**
 * Asks a clamd by its documented INSTREAM command. `address` is `host:port`. Without an answer nothing is known, and
 * nothing is delivered: 'failed'. https://docs.clamav.net/manual/Usage/Scanning.html#clamd
 */
export function createClamav(address: string): Scanner {
  const { hostname, port } = new URL(`tcp://${address}`);
  return {
    isInfected: (bytes) =>
      new Promise((resolve, reject) => {
        let answer = '';
        const socket = connect({ host: hostname, port: Number(port), timeout: PATIENCE_MS });
        const fail = (cause?: Error): void => {
          socket.destroy();
          reject(new FunctionError('failed', 'the scanner does not answer', { cause }));
        };
        socket.on('error', fail);
        socket.on('timeout', () => {
          fail();
        });
        socket.on('data', (piece) => {
          answer += piece.toString('latin1');
        });
        socket.on('close', () => {
          if (/: OK\0?$/.test(answer)) resolve(false);
          else if (/ FOUND\0?$/.test(answer)) resolve(true);
          else fail();
        });
        socket.write('zINSTREAM\0');
        for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
          const piece = bytes.subarray(at, at + PIECE_BYTES);
          socket.write(length(piece.length));
          socket.write(piece);
        }
        socket.write(length(0));
      }),
  };
}

function length(bytes: number): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(bytes);
  return head;
}
