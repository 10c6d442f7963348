import { readFileSync } from 'node:fs';

/** The rights that docs/deploy.md tells to grant to a user, for a database of the test's own. */
export function documentedGrants(database: string, user = 'foyer'): readonly string[] {
  const text = readFileSync(new URL('../../../docs/deploy.md', import.meta.url), 'utf8');
  return [...text.matchAll(/```sql\n([\s\S]*?)```/g)]
    .flatMap(([, block = '']) => block.split(';'))
    .map((statement) => statement.trim())
    .filter((statement) => statement.startsWith('grant') && statement.includes(`to '${user}'@`))
    .map((statement) => statement.replace('foyer.', `${database}.`));
}
