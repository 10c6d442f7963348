import { randomBytes } from 'node:crypto';
import {
  asSignedIn,
  closeRoomUpdate,
  newId,
  openRoomUpdate,
  paths,
  sendUpdate,
  takeRoomUpdate,
} from '@foyer/shared-core/model';
import type { Sender, Update } from '@foyer/shared-core/model';
import type { Api, SignedIn } from './api.ts';
import { openScripts, scripts, visitorNames } from './conversations.ts';
import type { Line } from './conversations.ts';
import { demoOperators, demoPassword } from './seed-people.ts';
import type { ShiftedClock } from './shifted-clock.ts';

export const demoConversations = 40;

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** An ID token lives an hour; half of that is safe for a whole exchange. */
const TOKEN_MAX_AGE = 30 * MINUTE;

interface Operator extends Sender {
  readonly name: string;
  readonly brands: readonly string[];
}

interface Actor {
  signedIn: SignedIn;
  tokenFrom: number;
}

/** One act of somebody at a moment of the past. */
interface Step {
  readonly at: number;
  run(): Promise<void>;
}

/** Spreads the conversations over the last 30 days, the open ones over the last hours. */
function beginnings(
  now: number,
): readonly { readonly at: number; readonly lines: readonly Line[]; readonly open: boolean }[] {
  const closed = demoConversations - openScripts.length;
  const past = Array.from({ length: closed }, (_, index) => {
    const day = 29.5 - (index * 28.5) / (closed - 1);
    const hour = ((index * 7) % 10) / 24;
    return { at: now - day * DAY + hour * DAY, lines: scripts[index % scripts.length] ?? [], open: false };
  });
  const present = openScripts.map((lines, index) => ({
    at: now - (openScripts.length - index) * 37 * MINUTE,
    lines,
    open: true,
  }));
  return [...past, ...present];
}

/**
 * Writes the demo's conversations the way people would have: each visitor signs in as a guest, each line is a send
 * under the rules, each answer comes from a signed-in operator. Only the clock is moved. `progress` is told how many
 * conversations are through.
 */
export async function seedConversations(
  api: Api,
  clock: ShiftedClock,
  progress: (done: number, all: number) => void,
): Promise<void> {
  const now = Date.now();
  const actors = new Map<string, Actor>();
  const operators: Operator[] = [];
  for (const { email, name, brands } of demoOperators) {
    const { id, token } = asSignedIn(await api.call('loginInternal', { email, password: demoPassword }));
    actors.set(id, { signedIn: await api.exchange(id, token), tokenFrom: Number.NEGATIVE_INFINITY });
    operators.push({ id, role: 'operator', name, brands });
  }

  async function act(who: string, update: Update): Promise<void> {
    const actor = actors.get(who);
    if (!actor) throw new Error(`${who} has not signed in`);
    if (clock.now() - actor.tokenFrom > TOKEN_MAX_AGE) {
      actor.signedIn = await api.refresh(actor.signedIn);
      actor.tokenFrom = clock.now();
    }
    await api.update(update, actor.signedIn.idToken);
  }

  let done = 0;
  const steps: Step[] = [];
  for (const [index, { at, lines, open }] of beginnings(now).entries()) {
    const brand = index % 3 === 2 ? 'globex' : 'acme';
    const staff = operators.filter((operator) => operator.brands.includes(brand));
    const operator = staff[index % staff.length];
    const userName = visitorNames[index % visitorNames.length] ?? null;
    if (!operator) throw new Error(`nobody answers for ${brand}`);
    const to = { brand, room: newId(randomBytes) };
    const key = (): string => newId(randomBytes);
    const assignee = { id: operator.id, name: operator.name };
    let visitor: Sender | null = null;
    let taken = false;

    let moment = at;
    for (const line of lines) {
      moment += line.after * MINUTE;
      if (line.by === 'operator' && !taken) {
        taken = true;
        steps.push({
          at: moment - 0.5 * MINUTE,
          run: () => act(operator.id, takeRoomUpdate(to, key(), assignee, 'operator')),
        });
      }
      const content = { kind: 'text', text: line.text } as const;
      steps.push({
        at: moment,
        async run() {
          if (line.by === 'operator') return act(operator.id, sendUpdate(to, key(), operator, content));
          if (visitor) return act(visitor.id, sendUpdate(to, key(), visitor, content));
          visitor = await arrive(brand, index, userName);
          return act(visitor.id, openRoomUpdate(to, key(), visitor, content));
        },
      });
    }
    const closing = taken && !open;
    steps.push({
      at: moment + 2 * MINUTE,
      async run() {
        if (closing) await act(operator.id, closeRoomUpdate(to, key(), operator));
        progress((done += 1), demoConversations);
      },
    });
  }

  async function arrive(brand: string, index: number, userName: string | null): Promise<Sender> {
    const userId = index % 3 === 0 ? String(1000 + index) : null;
    const { id, token } = await api.call('loginExternal', { brandId: brand, userId, userName });
    const at = clock.now();
    actors.set(id, { signedIn: await api.exchange(id, token), tokenFrom: at });
    await act(id, {
      [paths.userPage(brand, id)]: {
        url: brand === 'acme' ? 'https://acme.example/product' : 'https://globex.example/',
        title: brand === 'acme' ? 'Trail tent – Acme Outdoor' : 'Globex',
        at: { '.sv': 'timestamp' },
      },
    });
    await api.update(
      { [`${paths.user(brand, id)}/createdAt`]: at, [`${paths.user(brand, id)}/lastSeenAt`]: at },
      'owner',
    );
    return { id, role: 'client' };
  }

  try {
    let moment = Number.NEGATIVE_INFINITY;
    for (const step of steps.sort((a, b) => a.at - b.at)) {
      // The acts of different conversations may fall together; one sender's must lie a little apart.
      moment = Math.max(step.at, moment + 1000);
      clock.showMoment(moment);
      await step.run();
    }
  } finally {
    clock.showTruth();
  }
}
