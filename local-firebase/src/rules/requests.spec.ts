import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { nodeFromJson } from '../tree/json.ts';
import type { TreeNode } from '../tree/node.ts';
import type { AuthContext, QueryView } from './rule-context.ts';
import { compileRuleset, type Decision } from './ruleset.ts';

interface RequestCase {
  /** The number of the rule in PROTOCOL.md, and the case's own. */
  readonly id: string;
  readonly name: string;
  readonly source: string;
  readonly rules: object;
  readonly before: unknown;
  readonly auth: AuthContext | null;
  readonly now: number;
  readonly read?: string;
  readonly query?: QueryView;
  readonly write?: Readonly<Record<string, unknown>>;
  readonly expect: boolean;
}

const file = new URL('../../fixtures/rules-requests.json', import.meta.url);
const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: readonly RequestCase[] };

function keysOf(path: string): string[] {
  return path.split('/').filter((key) => key !== '');
}

function decide({ rules, before, auth, now, read, query, write }: RequestCase): Decision {
  const ruleset = compileRuleset({ rules });
  const root = nodeFromJson(before);
  if (read !== undefined)
    return ruleset.canRead({ path: keysOf(read), auth, now, root, query: query ?? null });
  const entries = Object.entries(write ?? {}).map(([path, json]) => ({
    path: keysOf(path),
    node: nodeFromJson(json, { resolve: () => now }),
  }));
  const after = entries.reduce<TreeNode>((tree, { path, node }) => tree.with(path, node), root);
  return ruleset.canWrite({ paths: entries.map(({ path }) => path), auth, now, before: root, after });
}

describe('requests to whole rule sets', () => {
  it('says of every case where its expectation comes from', () => {
    expect(cases.filter(({ source }) => source.length < 10)).toEqual([]);
  });

  it.each(cases)('$id: $name', (request) => {
    const decision = decide(request);
    expect(decision.allowed, decision.explain().summary).toBe(request.expect);
    expect(decision.explain().allowed).toBe(request.expect);
  });
});
