import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import { databaseRules } from './ruleset.ts';

/** The text of `database.rules.json`. */
export function databaseRulesText(): Promise<string> {
  return format(JSON.stringify(databaseRules()), { parser: 'json', printWidth: 110 });
}

const isMain = process.argv[1] === fileURLToPath(import.meta.url);
if (isMain) writeFileSync(new URL('../../database.rules.json', import.meta.url), await databaseRulesText());
