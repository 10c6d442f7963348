/** Where a piece of an expression stands: UTF-16 offsets into the expression's text, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export type BinaryOperator =
  '==' | '===' | '!=' | '!==' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | '%';

interface Spanned {
  readonly span: Span;
}

interface Literal extends Spanned {
  readonly kind: 'literal';
  readonly value: string | number | boolean | null;
}

interface Pattern extends Spanned {
  readonly kind: 'pattern';
  readonly expression: RegExp;
}

interface Identifier extends Spanned {
  readonly kind: 'identifier';
  readonly name: string;
}

export interface List extends Spanned {
  readonly kind: 'list';
  readonly items: readonly Expression[];
}

export interface Unary extends Spanned {
  readonly kind: 'unary';
  readonly operator: '!' | '-';
  readonly operand: Expression;
}

export interface Binary extends Spanned {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

interface Logical extends Spanned {
  readonly kind: 'logical';
  readonly operator: '&&' | '||';
  readonly left: Expression;
  readonly right: Expression;
}

export interface Conditional extends Spanned {
  readonly kind: 'conditional';
  readonly test: Expression;
  readonly then: Expression;
  readonly otherwise: Expression;
}

/** `object.name` or `object[key]`; the first has a literal as its key. */
export interface Member extends Spanned {
  readonly kind: 'member';
  readonly object: Expression;
  readonly key: Expression;
}

export interface Call extends Spanned {
  readonly kind: 'call';
  readonly callee: Member;
  readonly args: readonly Expression[];
}

/** An expression of the Realtime Database rules language. */
export type Expression =
  Literal | Pattern | Identifier | List | Unary | Binary | Logical | Conditional | Member | Call;
