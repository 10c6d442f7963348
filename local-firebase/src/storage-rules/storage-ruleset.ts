import { RuleFailure } from '../rules/rule-failure.ts';
import { positionAt } from '../rules/text-position.ts';
import type { AllowStatement, Block, PathStep, StorageOperation } from './ast.ts';
import { checkStorageRules, RESOURCE_FIELDS } from './check.ts';
import { StorageCompiler, type Environment, type StorageEvaluate } from './compile.ts';
import { parseStorageRules } from './parse.ts';
import { refusalOf } from './refusal.ts';
import { RuleTimestamp, type RuleRecord, type StorageValue } from './values.ts';

/** An object's metadata as rules see it in `resource` and `request.resource`; what is absent reads as null. */
export interface RuleResource {
  /** The whole path in the bucket: `uploads/acme/1.png`. */
  readonly name?: string;
  readonly bucket?: string;
  readonly generation?: number;
  readonly metageneration?: number;
  /** Bytes. */
  readonly size?: number;
  /** Milliseconds since 1970. */
  readonly timeCreated?: number;
  /** Milliseconds since 1970. */
  readonly updated?: number;
  readonly md5Hash?: string;
  readonly crc32c?: string;
  readonly etag?: string;
  readonly contentDisposition?: string;
  readonly contentEncoding?: string;
  readonly contentLanguage?: string;
  readonly contentType?: string;
  /** The uploader's own key-value pairs. */
  readonly metadata?: Readonly<Record<string, string>>;
}

export interface StorageRuleRequest {
  readonly operation: StorageOperation;
  readonly bucket: string;
  /** The object's path in the bucket, without a leading slash; for `list` the prefix. */
  readonly path: string;
  readonly auth: { readonly uid: string; readonly token: Readonly<Record<string, unknown>> } | null;
  /** Milliseconds since 1970. */
  readonly time: number;
  /** What is stored now; null when nothing is. */
  readonly resource: RuleResource | null;
  /** What will be stored; null for get, list and delete. */
  readonly incoming: RuleResource | null;
}

interface StorageDecision {
  readonly allowed: boolean;
  /** One sentence for a log: the line that allowed, or what each candidate line evaluated to. */
  readonly reason: string;
}

/** The rules of a bucket, ready to judge requests. */
export interface StorageRuleset {
  allows(request: StorageRuleRequest): StorageDecision;
}

interface CompiledAllow {
  readonly statement: AllowStatement;
  readonly line: number;
  readonly condition: StorageEvaluate;
}

/** A place that matches the request, and the variables there. */
interface Candidate {
  readonly block: Block;
  readonly environment: Environment;
}

/**
 * Compiles a storage.rules file. Throws `RulesError` with line and column for what is wrong in it, and for every
 * construct that is not supported, so that nothing is ever judged by half a rule.
 */
export function compileStorageRules(source: string): StorageRuleset {
  try {
    const service = parseStorageRules(source);
    const compiler = new StorageCompiler(checkStorageRules(service));
    return new CompiledRuleset(service, compileAllows(service, source, compiler));
  } catch (error) {
    throw refusalOf(error, source);
  }
}

function compileAllows(
  service: Block,
  source: string,
  compiler: StorageCompiler,
): Map<Block, readonly CompiledAllow[]> {
  const compiled = new Map<Block, readonly CompiledAllow[]>();
  const visit = (block: Block): void => {
    compiled.set(
      block,
      block.allows.map((statement) => ({
        statement,
        line: positionAt(source, statement.offset).line,
        condition: statement.condition ? compiler.compile(statement.condition) : () => true,
      })),
    );
    for (const inner of block.matches) visit(inner);
  };
  visit(service);
  return compiled;
}

class CompiledRuleset implements StorageRuleset {
  readonly #service: Block;
  readonly #allows: ReadonlyMap<Block, readonly CompiledAllow[]>;

  constructor(service: Block, allows: ReadonlyMap<Block, readonly CompiledAllow[]>) {
    this.#service = service;
    this.#allows = allows;
  }

  allows(request: StorageRuleRequest): StorageDecision {
    const environment = { owner: this.#service, values: rootValues(request), outer: undefined };
    const path = ['b', request.bucket, 'o', ...stepsOf(request)];
    const refusals: string[] = [];
    for (const candidate of candidates({ block: this.#service, environment }, path)) {
      for (const { statement, line, condition } of this.#allows.get(candidate.block) ?? []) {
        if (!statement.operations.includes(request.operation)) continue;
        const value = condition(candidate.environment);
        if (value === true) return { allowed: true, reason: `line ${line} allows ${request.operation}.` };
        refusals.push(
          `line ${line} is ${value instanceof RuleFailure ? `an error: ${value.message}` : 'false.'}`,
        );
      }
    }
    const reason = refusals.length === 0 ? `no line allows ${request.operation} here.` : refusals.join(' ');
    return { allowed: false, reason };
  }
}

/** A prefix may end in a slash, as the SDK sends it; in an object's name a slash at the end is part of the name. */
function stepsOf({ operation, path }: StorageRuleRequest): string[] {
  const name = operation === 'list' ? path.replace(/\/$/, '') : path;
  return name === '' ? [] : name.split('/');
}

function rootValues({
  operation,
  auth,
  time,
  resource,
  incoming,
}: StorageRuleRequest): Map<string, StorageValue> {
  const request: RuleRecord = {
    method: operation,
    auth: auth && { uid: auth.uid, token: auth.token },
    time: new RuleTimestamp(time),
    resource: incoming && recordOf(incoming),
  };
  return new Map<string, StorageValue>([
    ['request', request],
    ['resource', resource && recordOf(resource)],
  ]);
}

function recordOf(resource: RuleResource): RuleRecord {
  const record: Record<string, unknown> = {};
  for (const field of RESOURCE_FIELDS) record[field] = resource[field] ?? null;
  for (const field of ['timeCreated', 'updated'] as const) {
    const time = resource[field];
    if (time !== undefined) record[field] = new RuleTimestamp(time);
  }
  record.metadata = resource.metadata ?? {};
  return record;
}

/** Every block whose whole path is the request's, each with the variables its wildcards took. */
function* candidates({ block, environment }: Candidate, path: readonly string[]): Generator<Candidate> {
  if (path.length === 0) yield { block, environment };
  for (const inner of block.matches) {
    for (const { values, rest } of matches(inner.steps, path)) {
      yield* candidates({ block: inner, environment: { owner: inner, values, outer: environment } }, rest);
    }
  }
}

interface PathMatch {
  readonly values: ReadonlyMap<string, StorageValue>;
  readonly rest: readonly string[];
}

function* matches(steps: readonly PathStep[], path: readonly string[]): Generator<PathMatch> {
  const [step, ...more] = steps;
  if (!step) {
    yield { values: new Map(), rest: path };
  } else if (step.kind === 'rest') {
    for (let length = 0; length <= path.length; length++) yield* matches(more, path.slice(length));
  } else {
    const [key] = path;
    // An empty step, as in `a//b`, is no name and matches no wildcard.
    if (key === undefined || key === '' || (step.kind === 'fixed' && step.text !== key)) return;
    for (const { values, rest } of matches(more, path.slice(1))) {
      yield { values: step.kind === 'single' ? new Map([[step.name, key], ...values]) : values, rest };
    }
  }
}
