import { describe, expect, it } from 'vitest';
import { RulesError, type RulesProblem } from './rules-error.ts';
import { compileRuleset } from './ruleset.ts';

function problemsOf(source: string | object): readonly RulesProblem[] {
  try {
    compileRuleset(source);
  } catch (error) {
    if (error instanceof RulesError) return error.problems;
    throw error;
  }
  return [];
}

function reasonAgainst(expression: string, kind = '.read'): string | undefined {
  return problemsOf({ rules: { $wild: { [kind]: expression } } })[0]?.message;
}

describe('R2: the document', () => {
  it('may have comments, and strings over several lines', () => {
    const text = `{
      // everybody signed in
      "rules": { /* for now */
        ".read": "auth != null &&
          auth.uid === 'u'"
      }
    }`;
    expect(problemsOf(text)).toEqual([]);
  });

  it.each([
    ['nothing', '', 'The rules are empty.'],
    ['no JSON', '{"rules": {', 'The rules are not JSON: CloseBraceExpected.'],
    ['a trailing comma', '{"rules": {".read": true,}}', 'The rules are not JSON: PropertyNameExpected.'],
    ['no object', '[]', 'The document must have exactly one member, "rules".'],
    ['no rules', '{}', 'The document must have exactly one member, "rules".'],
    [
      'something beside the rules',
      '{"rules": {}, "x": 1}',
      'The document must have exactly one member, "rules".',
    ],
  ])('cannot be %s', (_what, text, message) => {
    expect(problemsOf(text)[0]?.message).toBe(message);
  });

  it('is refused with the place of a mistake inside a string, escapes counted as written', () => {
    const text = '{"rules": {\n  ".read": "\'\\u0041\\n\' ==\n foo"\n}}';
    expect(problemsOf(text)).toEqual([
      { path: '/.read', line: 3, column: 2, message: "Unknown variable 'foo'." },
    ]);
  });

  it('is refused without a place when it comes as an object', () => {
    expect(problemsOf({ rules: { a: { '.read': 'foo' } } })).toEqual([
      { path: '/a/.read', message: "Unknown variable 'foo'." },
    ]);
  });

  it('is refused with all its problems at once, each a line of the message', () => {
    const text =
      '{"rules": {".read": 1, "a": true, ".foo": 1, "$a": {"$a": {}}, "$b": {}, "c/d": {}, "$": {}}}';
    expect(() => compileRuleset(text)).toThrow(
      [
        'line 1, column 21: /.read: A rule is a string with an expression, or true or false.',
        'line 1, column 29: /a: Rules must be an object; only .read, .write and .validate are expressions.',
        "line 1, column 35: /.foo: Unknown kind of rule: '.foo'.",
        'line 1, column 53: /$a/$a: The wildcard $a already stands further up this path.',
        'line 1, column 64: /$b: There can be only one $ wildcard beside each other.',
        'line 1, column 74: /c/d: A key is not empty and contains none of . # $ / [ ].',
        'line 1, column 85: /$: A key is not empty and contains none of . # $ / [ ].',
      ].join('\n'),
    );
  });

  it('cannot hold a key twice', () => {
    expect(problemsOf('{"rules": {"a": {}, "a": {}}}')).toEqual([
      { path: '/a', line: 1, column: 21, message: 'This key stands twice in one object.' },
    ]);
  });

  it.each([[1], [['a', 1]], [{ a: 1 }], [null]])('has no .indexOn like %j', (indexOn) => {
    expect(problemsOf({ rules: { '.indexOn': indexOn } })[0]?.message).toBe(
      '.indexOn is a string or a list of strings.',
    );
  });

  it.each([[null], [1], [['true']]])('has no rule like %j', (rule) => {
    expect(problemsOf({ rules: { '.write': rule } })[0]?.message).toBe(
      'A rule is a string with an expression, or true or false.',
    );
  });

  it('has no place for an object that is not one', () => {
    expect(problemsOf({ rules: [] })[0]?.message).toContain('Rules must be an object');
  });
});

describe('R3: an expression is refused', () => {
  it.each([
    ['', 'Expected a value, but found the end of the rule.'],
    ['true true', "Unexpected 'true': a rule is one expression."],
    ['true; false', "Unexpected 'false': a rule is one expression."],
    ['true;;', "Unexpected ';': a rule is one expression."],
    ['--1 == 1', "Expected a value, but found '--'."],
    ['1 ++ 1 == 2', "Unexpected '++': a rule is one expression."],
    ['010 == 8', "Unexpected '0'."],
    ['/* c true', "Expected a value, but found '/'."],
    ['auth = null', "Unexpected '=': rules compare with == or ===, and cannot assign."],
    ['(true', "Expected ')', but found the end of the rule."],
    ['true ? true', "Expected ':', but found the end of the rule."],
    ["auth['uid' == null", "Expected ']', but found the end of the rule."],
    ['root.child(', 'Expected a value, but found the end of the rule.'],
    ['root.1', "Expected a name after '.'."],
    ['root.', "Expected a name after '.'."],
    ['now()', 'This is not a function.'],
    ["'abc", 'The string is not closed.'],
    ['true & false', "Unexpected '&'."],
    ['`a` == null', "Unexpected '`'."],
    ['1a == 1', "Unexpected '1'."],
    ['+1 == 1', "Expected a value, but found '+'."],
    ['2 ** 2 == 4', "Expected a value, but found '*'."],
    ['true // c', "Expected a value, but found '/'."],
    ['('.repeat(300) + 'true', 'The expression is nested too deeply.'],
    ['!'.repeat(300) + 'true', 'The expression is nested too deeply.'],
  ])('for its form: %s', (expression, message) => expect(reasonAgainst(expression)).toBe(message));

  it.each([
    ["'foo'", 'A rule must be a boolean, but this is a string.'],
    ['auth.admin', 'A rule must be a boolean, but this is a value of unknown type.'],
    ['root.val()', 'A rule must be a boolean, but this is a value from the database.'],
    ['null', 'A rule must be a boolean, but this is null.'],
    ['root.exists', 'A rule must be a boolean, but this is a method.'],
    ["true ? true : 'a'", 'A rule must be a boolean, but this is a value from the database.'],
    ['true ? true : root', 'A rule must be a boolean, but this is a value of unknown type.'],
    ['auth.admin && true', 'The left operand of && must be a boolean, but is a value of unknown type.'],
    ['true || root.val()', 'The right operand of || must be a boolean, but is a value from the database.'],
    ['!auth.admin', 'The operand of ! must be a boolean, but is a value of unknown type.'],
    ["-'a' == 1", 'The operand of - must be a number, but is a string.'],
    ['auth.x ? true : false', 'The condition of ? must be a boolean, but is a value of unknown type.'],
    ['true + 1 == 2', 'The left operand of + must be a string or a number, but is a boolean.'],
    ["1 - 'a' == 2", 'The right operand of - must be a number, but is a string.'],
    [
      'root == null',
      'The left operand of == must be a string or a number or a boolean or null, but is a RuleDataSnapshot.',
    ],
    [
      'query == null',
      'The left operand of == must be a string or a number or a boolean or null, but is query.',
    ],
    [
      "['a'] == ['a']",
      'The left operand of == must be a string or a number or a boolean or null, but is a list.',
    ],
    ['now > null', '> compares a number with null.'],
    ["now > 'a'", '> compares a number with a string.'],
    ['now > true', 'The right operand of > must be a string or a number or null, but is a boolean.'],
    ['newData.exists()', "Unknown variable 'newData'."],
    ['$other == 1', "Unknown variable '$other'."],
    ['undefined == null', "Unknown variable 'undefined'."],
    ['root.foo() == null', "No such method or property: 'foo'."],
    ['root.toString() == null', "No such method or property: 'toString'."],
    ['root.val().toString() == null', "No such method or property: 'toString'."],
    ["root.val()['leng' + 'th'] == 1", "Only parts of 'auth' can be looked up by an expression."],
    ['root.val()[0] == 1', "Only parts of 'auth' can be looked up by an expression."],
    ['query.foo == 1', "No such method or property: 'foo'."],
    ['now.length == 1', 'A number has no properties.'],
    ['auth[true] == 1', 'A property name must be a string or a number, but is a boolean.'],
    ["auth.name['con' + 'tains']('a')", 'A method must be named.'],
    ["auth[0]('a')", 'A method must be named.'],
    ['auth.name.foo()', "'foo' is not a method."],
    ['auth.name.length()', "'length' is not a method."],
    ['$wild.length() == 1', "'length' is not a method."],
    ['root.exists(1)', 'exists() takes 0 arguments, not 1.'],
    ['root.child().exists()', 'child() takes 1 argument, not 0.'],
    ['root.child(1).exists()', 'Argument 1 of child() must be a string, but is a number.'],
    ["$wild.replace('a') == 'b'", 'replace() takes 2 arguments, not 1.'],
    ["$wild.replace('a', 1) == 'b'", 'Argument 2 of replace() must be a string, but is a number.'],
    ["$wild.matches('a')", 'Argument 1 of matches() must be a RegExp, but is a string.'],
    ["root.hasChildren('a')", 'hasChildren() takes one argument: a list of strings.'],
    ["root.hasChildren(['a'], 1)", 'hasChildren() takes one argument: a list of strings.'],
    ['root.hasChildren([])', 'The list for hasChildren() cannot be empty.'],
    ['root.hasChildren([1])', 'A name for hasChildren() must be a string, but is a number.'],
  ])('for its types: %s', (expression, message) => expect(reasonAgainst(expression)).toBe(message));

  it('for a variable that its kind of rule does not have', () => {
    expect(reasonAgainst('query.orderByKey', '.write')).toBe("Unknown variable 'query'.");
    expect(reasonAgainst('newData.exists() && data.exists()', '.validate')).toBeUndefined();
  });
});

describe('R12: a regular expression is refused', () => {
  it.each([
    ['/a/g', "Unsupported flag in a regular expression: 'g'; only 'i' is."],
    ['/a|/', 'An alternative of a regular expression cannot be empty.'],
    ['/(a|)/', 'An alternative of a regular expression cannot be empty.'],
    ['/()/', 'An alternative of a regular expression cannot be empty.'],
    ['/^$/', 'An alternative of a regular expression cannot be empty.'],
    ['/a^b/', "'^' can only stand at the very start of a regular expression."],
    ['/(^a)/', 'An alternative of a regular expression cannot be empty.'],
    ['/a$b/', "'$' can only stand at the very end of a regular expression."],
    ['/(a$)/', "'$' can only stand at the very end of a regular expression."],
    ['/a)/', "')' is out of place in a regular expression; escape it with a backslash."],
    ['/a{x}/', "'{' is out of place in a regular expression; escape it with a backslash."],
    ['/a{2,1}/', 'The bounds of a quantifier are the wrong way round.'],
    ['/(a/', 'A group is not closed.'],
    ['/a+?/', 'A quantifier cannot follow a quantifier: lazy and possessive ones are not supported.'],
    ['/a**/', 'A quantifier cannot follow a quantifier: lazy and possessive ones are not supported.'],
    ['/(?:a)/', 'Lookaround, named and non-capturing groups are not supported.'],
    ['/(?=a)/', 'Lookaround, named and non-capturing groups are not supported.'],
    ['/(?<!a)b/', 'Lookaround, named and non-capturing groups are not supported.'],
    ['/(a)\\1/', 'Backreferences are not supported.'],
    ['/[]/', 'A character set cannot be empty.'],
    ['/[^]/', 'A character set cannot be empty.'],
    ['/[b-a]/', 'A range in a character set is the wrong way round.'],
    ['/[a-\\d]/', 'A range in a character set must end in a character.'],
  ])('%s', (pattern, message) => expect(reasonAgainst(`$wild.matches(${pattern})`)).toBe(message));

  it('with the place inside the pattern', () => {
    expect(problemsOf('{"rules": {"$a": {".read": "$a.matches(/ab+?/)"}}}')[0]).toMatchObject({
      line: 1,
      column: 45,
    });
  });
});
