/** Where a piece of the file begins, as a UTF-16 offset. */
interface Placed {
  readonly offset: number;
}

export type StorageBinaryOperator =
  '||' | '&&' | '==' | '!=' | 'in' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | '%';

export type StorageExpression =
  | (Placed & { readonly kind: 'literal'; readonly value: string | number | boolean | null })
  | (Placed & { readonly kind: 'name'; readonly name: string })
  | (Placed & { readonly kind: 'list'; readonly items: readonly StorageExpression[] })
  | (Placed & { readonly kind: 'unary'; readonly operator: '!' | '-'; readonly operand: StorageExpression })
  | (Placed & {
      readonly kind: 'binary';
      readonly operator: StorageBinaryOperator;
      readonly left: StorageExpression;
      readonly right: StorageExpression;
    })
  | (Placed & { readonly kind: 'is'; readonly value: StorageExpression; readonly type: string })
  | (Placed & {
      readonly kind: 'conditional';
      readonly test: StorageExpression;
      readonly then: StorageExpression;
      readonly otherwise: StorageExpression;
    })
  | (Placed & { readonly kind: 'member'; readonly object: StorageExpression; readonly name: string })
  | (Placed & { readonly kind: 'index'; readonly object: StorageExpression; readonly key: StorageExpression })
  | (Placed & {
      readonly kind: 'method';
      readonly object: StorageExpression;
      readonly name: string;
      readonly args: readonly StorageExpression[];
    })
  | (Placed & { readonly kind: 'call'; readonly name: string; readonly args: readonly StorageExpression[] });

export type StorageOperation = 'get' | 'list' | 'create' | 'update' | 'delete';

/** One step of a match path: a fixed name, `{name}` for one step, or `{name=**}` for any number of steps. */
export type PathStep =
  | { readonly kind: 'fixed'; readonly text: string }
  | { readonly kind: 'single'; readonly name: string }
  | { readonly kind: 'rest'; readonly name: string };

export interface AllowStatement extends Placed {
  /** `read` and `write` already spelled out. */
  readonly operations: readonly StorageOperation[];
  /** Absent for `allow read;`, which is unconditional. */
  readonly condition?: StorageExpression;
}

export interface LetStatement extends Placed {
  readonly name: string;
  readonly value: StorageExpression;
}

export interface FunctionDeclaration extends Placed {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly lets: readonly LetStatement[];
  readonly result: StorageExpression;
}

/** What stands between the braces of `service` or `match`. */
export interface Block extends Placed {
  /** Empty for the service itself. */
  readonly steps: readonly PathStep[];
  /** The steps as written. */
  readonly path: string;
  readonly functions: readonly FunctionDeclaration[];
  readonly allows: readonly AllowStatement[];
  readonly matches: readonly Block[];
}
