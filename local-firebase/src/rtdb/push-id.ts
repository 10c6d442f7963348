import { randomInt } from 'node:crypto';

const ALPHABET = '-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz';
const RANDOM_LENGTH = 12;

/**
 * Makes keys that sort by the time they were made: 8 characters of milliseconds, 12 of chance; within one millisecond
 * the chance part counts up, so that keys of one maker keep their order.
 */
export class PushIds {
  #lastTime = -1;
  #digits: number[] = [];

  next(now: number): string {
    if (now === this.#lastTime) this.#countUp();
    else this.#digits = Array.from({ length: RANDOM_LENGTH }, () => randomInt(ALPHABET.length));
    this.#lastTime = now;
    let time = now;
    let text = '';
    for (let index = 0; index < 8; index++) {
      text = ALPHABET.charAt(time % 64) + text;
      time = Math.floor(time / 64);
    }
    return text + this.#digits.map((digit) => ALPHABET.charAt(digit)).join('');
  }

  #countUp(): void {
    let index = RANDOM_LENGTH - 1;
    while (index >= 0 && this.#digits[index] === ALPHABET.length - 1) this.#digits[index--] = 0;
    if (index >= 0) this.#digits[index] = (this.#digits[index] ?? 0) + 1;
  }
}
