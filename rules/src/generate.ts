import { writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { permissionsDocument } from './permissions/document.ts';
import { databaseRules } from './ruleset.ts';

/** The text of `database.rules.json`. */
export function databaseRulesText(): Promise<string> {
  return format(JSON.stringify(databaseRules()), { parser: 'json', printWidth: 110 });
}

/** Writes the rules and the document that shows what they grant. */
export async function writeRules(root: URL): Promise<void> {
  writeFileSync(new URL('database.rules.json', root), await databaseRulesText());
  writeFileSync(new URL('docs/permissions.md', root), permissionsDocument());
}
