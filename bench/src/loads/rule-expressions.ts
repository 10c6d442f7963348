// How fast this product's rules judge a send, without a server around them.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compileRuleset, nodeFromJson, outcomeOf, readMerge, type Ruleset } from '@foyer/local-firebase';
import { sendOf, visitorOf, worldOf } from '../product-world.ts';
import { report } from '../serve.ts';

export interface RuleResult {
  readonly rulesPerSend: number;
  readonly expressionsPerSend: number;
  readonly sendsPerSecond: number;
  readonly expressionsPerSecond: number;
}

const VISITORS = 500;
const DURATION_MS = 2000;

const source = readFileSync(fileURLToPath(new URL('../../../database.rules.json', import.meta.url)), 'utf8');
const before = nodeFromJson(worldOf(VISITORS));
const now = Date.now();
const requests = Array.from({ length: VISITORS }, (_, index) => {
  const visitor = visitorOf(index);
  const { paths, after } = outcomeOf(before, readMerge('/', sendOf(visitor, index)), now);
  const auth = { uid: `client-${index % 256}`, provider: 'custom', token: visitor.claims };
  return { paths, after, before, now, auth };
});

function judgeAll(rules: Ruleset): void {
  for (const request of requests) {
    if (!rules.canWrite(request).allowed) throw new Error(rules.canWrite(request).explain().summary);
  }
}

const counting = compileRuleset(source);
counting.startCoverage();
judgeAll(counting);
let [rules, expressions] = [0, 0];
const sumOf = (counts: object): number =>
  (Object.values(counts) as number[]).reduce((sum, count) => sum + count, 0);
for (const rule of counting.coverage()) {
  rules += sumOf(rule.counts);
  for (const part of rule.parts) expressions += sumOf(part.counts);
}

const ruleset = compileRuleset(source);
for (let round = 0; round < 20; round++) judgeAll(ruleset);
const began = performance.now();
let sends = 0;
while (performance.now() - began < DURATION_MS) {
  judgeAll(ruleset);
  sends += VISITORS;
}
const sendsPerSecond = (sends * 1000) / (performance.now() - began);
report({
  rulesPerSend: rules / VISITORS,
  expressionsPerSend: expressions / VISITORS,
  sendsPerSecond,
  expressionsPerSecond: (sendsPerSecond * expressions) / VISITORS,
} satisfies RuleResult);
