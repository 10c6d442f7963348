import type {
  AllowStatement,
  Block,
  FunctionDeclaration,
  LetStatement,
  PathStep,
  StorageExpression,
  StorageOperation,
} from './ast.ts';
import { parseStorageExpression } from './parse-expression.ts';
import { StorageRulesRefusal } from './refusal.ts';
import { Scanner } from './scanner.ts';

const OPERATIONS = new Map<string, readonly StorageOperation[]>([
  ['get', ['get']],
  ['list', ['list']],
  ['create', ['create']],
  ['update', ['update']],
  ['delete', ['delete']],
  ['read', ['get', 'list']],
  ['write', ['create', 'update', 'delete']],
]);

/** Parses a storage.rules file into its service block. Throws `StorageRulesRefusal` at the first thing it cannot take. */
export function parseStorageRules(source: string): Block {
  const scanner = new Scanner(source);
  expectVersion(scanner);
  const { offset } = scanner.token;
  scanner.expect('service');
  const service = [
    scanner.expectName('a service'),
    scanner.accept('.') ? scanner.expectName('a service') : '',
  ];
  if (service.join('.') !== 'firebase.storage') {
    throw new StorageRulesRefusal(offset, `Only 'service firebase.storage' is supported.`);
  }
  const block = parseBlock(scanner, { steps: [], path: '', offset });
  if (scanner.token.kind !== 'end') scanner.fail('Expected the end of the file: one service is supported.');
  return block;
}

function expectVersion(scanner: Scanner): void {
  if (!scanner.accept('rules_version')) {
    scanner.fail("The file must begin with rules_version = '2'; version 1 is not supported.");
  }
  scanner.expect('=');
  const { kind, text } = scanner.token;
  if (kind !== 'string' || text !== '2') scanner.fail("Only rules_version '2' is supported.");
  scanner.next();
  scanner.expect(';');
}

function parseBlock(scanner: Scanner, head: Pick<Block, 'steps' | 'path' | 'offset'>): Block {
  const functions: FunctionDeclaration[] = [];
  const allows: AllowStatement[] = [];
  const matches: Block[] = [];
  scanner.expect('{');
  while (!scanner.accept('}')) {
    const { offset } = scanner.token;
    if (scanner.accept('function')) functions.push(parseFunction(scanner, offset));
    else if (scanner.accept('match')) matches.push(parseMatch(scanner, offset));
    else if (head.path !== '' && scanner.accept('allow')) allows.push(parseAllow(scanner, offset));
    else scanner.fail(`Expected match, allow, function or '}', but found ${scanner.describe()}.`);
  }
  return { ...head, functions, allows, matches };
}

function parseMatch(scanner: Scanner, offset: number): Block {
  const path = scanner.expectPath();
  const steps = path.slice(1).split('/').map(stepOf);
  if (steps.filter((step) => step.kind === 'rest').length > 1) {
    throw new StorageRulesRefusal(offset, 'A path can have only one {name=**}.');
  }
  return parseBlock(scanner, { steps, path, offset });
}

function stepOf(text: string): PathStep {
  if (!text.startsWith('{')) return { kind: 'fixed', text };
  const name = text.slice(1, -1);
  return name.endsWith('=**') ? { kind: 'rest', name: name.slice(0, -3) } : { kind: 'single', name };
}

function parseAllow(scanner: Scanner, offset: number): AllowStatement {
  const operations: StorageOperation[] = [];
  do {
    const known = OPERATIONS.get(scanner.token.text);
    if (!known)
      scanner.fail(
        `Expected read, write, get, list, create, update or delete, but found ${scanner.describe()}.`,
      );
    operations.push(...known);
    scanner.next();
  } while (scanner.accept(','));
  if (scanner.accept(';')) return { operations, offset };
  scanner.expect(':');
  scanner.expect('if');
  return { operations, offset, condition: parseToSemicolon(scanner) };
}

function parseFunction(scanner: Scanner, offset: number): FunctionDeclaration {
  const name = scanner.expectName("the function's name");
  const parameters: string[] = [];
  const lets: LetStatement[] = [];
  scanner.expect('(');
  while (!scanner.accept(')')) {
    if (parameters.length > 0) scanner.expect(',');
    parameters.push(scanner.expectName("a parameter's name"));
  }
  scanner.expect('{');
  for (let at = scanner.token.offset; scanner.accept('let'); at = scanner.token.offset) {
    const variable = scanner.expectName("a variable's name");
    scanner.expect('=');
    lets.push({ name: variable, value: parseToSemicolon(scanner), offset: at });
  }
  scanner.expect('return');
  const result = parseToSemicolon(scanner);
  scanner.expect('}');
  return { name, parameters, lets, result, offset };
}

function parseToSemicolon(scanner: Scanner): StorageExpression {
  const expression = parseStorageExpression(scanner);
  scanner.expect(';');
  return expression;
}
