import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { databaseRulesText } from './generate.ts';
import { permissionsDocument } from './permissions/document.ts';
import { databaseRules } from './ruleset.ts';
import type { RuleNode } from './rule-node.ts';

const committed = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

function* nodes(node: RuleNode, path: string): Generator<readonly [string, RuleNode]> {
  yield [path, node];
  for (const [key, child] of Object.entries(node)) {
    if (!key.startsWith('.')) yield* nodes(child as RuleNode, `${path}/${key}`);
  }
}

const everyNode = [...nodes(databaseRules().rules, '')];

describe('the committed rules', () => {
  it('are what the fragments generate', async () => {
    expect(committed('database.rules.json')).toBe(await databaseRulesText());
  });

  it('are what docs/permissions.md shows', () => {
    expect(committed('docs/permissions.md')).toBe(permissionsDocument());
  });
});

describe('the shape of the rules', () => {
  it('has an index for every child that a list is ordered by', () => {
    const ordered = everyNode.flatMap(([path, node]) => {
      const children = [...String(node['.read'] ?? '').matchAll(/query\.orderByChild === '(\w+)'/g)];
      return children.map((match) => ({ path, child: match[1], index: node['.indexOn'] ?? [] }));
    });
    expect(ordered.length).toBeGreaterThan(0);
    for (const { path, child, index } of ordered) expect(index, path).toContain(child);
  });

  it('refuses unknown children wherever a client writes a record', () => {
    const records = everyNode.filter(([, node]) => String(node['.validate']).includes('hasChildren'));
    expect(records.length).toBeGreaterThan(0);
    for (const [path, node] of records) expect(node['$other'], path).toEqual({ '.validate': false });
  });

  it('grants no write above a record', () => {
    const writers = everyNode.filter(([, node]) => typeof node['.write'] === 'string').map(([path]) => path);
    for (const above of writers) {
      const below = writers.filter((path) => path.startsWith(`${above}/`));
      const creationOnly = String(everyNode.find(([path]) => path === above)?.[1]['.write']).startsWith(
        '!data.exists()',
      );
      if (below.length > 0) expect(creationOnly, above).toBe(true);
    }
  });

  it('begins every condition that reads live nodes with a role guard', () => {
    for (const [path, node] of everyNode) {
      for (const kind of ['.read', '.write'] as const) {
        const rule = node[kind];
        if (typeof rule !== 'string' || !rule.includes('auth.token')) continue;
        const guard = rule.indexOf('auth != null');
        expect(guard, `${path} ${kind}`).toBeGreaterThanOrEqual(0);
        expect(guard, `${path} ${kind}`).toBeLessThan(rule.indexOf('auth.token'));
      }
    }
  });
});
