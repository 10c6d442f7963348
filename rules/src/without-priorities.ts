import { all } from './fragments.ts';
import type { RuleNode } from './rule-node.ts';

const noPriority = 'newData.getPriority() === null';

/**
 * The rules, with every node that a client writes refused if it carries a priority. Nothing reads priorities, they are no
 * children, so no `$other` sees them, and they would take any text of any length into the smallest record.
 */
export function withoutPriorities(node: RuleNode, isGrantedAbove = false): RuleNode {
  const isGranted = isGrantedAbove || typeof node['.write'] === 'string';
  const entries = Object.entries(node).map(([name, part]) => {
    if (name === '.validate' && isGranted) return [name, demandNone(part as string | boolean)] as const;
    const isChild = !name.startsWith('.');
    return [name, isChild ? withoutPriorities(part as RuleNode, isGranted) : part] as const;
  });
  return Object.fromEntries(entries);
}

function demandNone(validate: string | boolean): string | boolean {
  if (validate === false) return false;
  return validate === true ? noPriority : all(noPriority, validate);
}
