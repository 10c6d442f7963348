import { parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import { RulesError, type RulesProblem } from './rules-error.ts';
import { positionAt, type TextPosition } from './text-position.ts';

/** A rules document before it is understood: JSON in which every part knows where it stands, if it came from text. */
export interface SourceValue {
  /** The value of a string, number, boolean or null; undefined for objects and lists. */
  readonly scalar?: string | number | boolean | null;
  /** An object's members in order, doubles included. */
  readonly members?: readonly SourceMember[];
  readonly items?: readonly SourceValue[];
  /** Where the value stands, or a character of the string that it is, counted after its escapes are resolved. */
  readonly positionOf: (character?: number) => TextPosition | undefined;
}

export interface SourceMember {
  readonly key: string;
  readonly value: SourceValue;
  readonly positionOf: () => TextPosition | undefined;
}

const STRING_OR_COMMENT = /"(?:[^"\\]|\\[^])*"|\/\/[^\n]*|\/\*[^]*?\*\//g;
const CHARACTER_OF_STRING = /\\u[\dA-Fa-f]{4}|\\[^]|[^]/g;

/**
 * Reads rules as the Firebase console takes them: JSON with comments, in which strings may run over several lines.
 * Throws `RulesError` with the place of every syntax error.
 */
export function readRulesText(text: string): SourceValue {
  const errors: ParseError[] = [];
  const tree = parseTree(withoutRawSpace(text), errors, {
    disallowComments: false,
    allowTrailingComma: false,
  });
  if (errors.length > 0 || !tree) throw new RulesError(problemsOf(text, errors));
  return fromTree(tree, text);
}

/** Takes rules that are already an object; they have no positions. */
export function readRulesObject(json: unknown): SourceValue {
  const positionOf = (): undefined => undefined;
  if (Array.isArray(json)) return { items: json.map(readRulesObject), positionOf };
  if (typeof json === 'object' && json !== null) {
    const members = Object.entries(json).map(([key, value]) => ({
      key,
      value: readRulesObject(value),
      positionOf,
    }));
    return { members, positionOf };
  }
  return { scalar: json as string | number | boolean | null, positionOf };
}

/** Line ends and tabs inside strings become spaces, which JSON allows; every offset stays the same. */
function withoutRawSpace(text: string): string {
  return text.replace(STRING_OR_COMMENT, (part) =>
    part.startsWith('"') ? part.replace(/[\r\n\t]/g, ' ') : part,
  );
}

function problemsOf(text: string, errors: readonly ParseError[]): RulesProblem[] {
  if (text.trim() === '') return [{ path: '', line: 1, column: 1, message: 'The rules are empty.' }];
  return errors.map((error) => ({
    path: '',
    ...positionAt(text, error.offset),
    message: `The rules are not JSON: ${printParseErrorCode(error.error)}.`,
  }));
}

function fromTree(node: Node, text: string): SourceValue {
  const positionOf = (character?: number): TextPosition =>
    positionAt(text, character === undefined ? node.offset : offsetInString(text, node.offset, character));
  if (node.type === 'object')
    return { members: (node.children ?? []).map((child) => memberOf(child, text)), positionOf };
  if (node.type === 'array')
    return { items: (node.children ?? []).map((child) => fromTree(child, text)), positionOf };
  return { scalar: node.value as string | number | boolean | null, positionOf };
}

function memberOf(property: Node, text: string): SourceMember {
  const [key, value] = property.children as [Node, Node];
  return {
    key: key.value as string,
    value: fromTree(value, text),
    positionOf: () => positionAt(text, key.offset),
  };
}

/** The offset in the text at which a character of the string literal beginning at `start` is written. */
function offsetInString(text: string, start: number, character: number): number {
  CHARACTER_OF_STRING.lastIndex = start + 1;
  for (let index = 0; index < character; index++) CHARACTER_OF_STRING.exec(text);
  return CHARACTER_OF_STRING.lastIndex;
}
