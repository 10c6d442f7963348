import { describe, expect, it } from 'vitest';
import { RulesError } from '../rules/rules-error.ts';
import { compileStorageRules, type StorageRuleRequest } from './storage-ruleset.ts';

const TIME = Date.UTC(2026, 10, 21, 12);
const REQUEST: StorageRuleRequest = {
  operation: 'create',
  bucket: 'demo.appspot.com',
  path: 'files/a.png',
  auth: { uid: 'u1', token: { role: 'client', brands: ['acme'], deep: { level: 2, none: null } } },
  time: TIME,
  resource: { name: 'files/a.png', size: 3, timeCreated: TIME - 60_000, metadata: { owner: 'u1' } },
  incoming: { name: 'files/a.png', size: 12, contentType: 'image/png', metadata: { owner: 'u1' } },
};

function inService(body: string): string {
  return `rules_version = '2';\nservice firebase.storage {\n${body}\n}`;
}

/** What rules with this body say to a request that differs from `REQUEST` by `change`. */
function decide(body: string, change: Partial<StorageRuleRequest> = {}) {
  return compileStorageRules(inService(body)).allows({ ...REQUEST, ...change });
}

/** Whether a condition holds for a request that creates a file. */
function holds(condition: string, change: Partial<StorageRuleRequest> = {}): boolean {
  return decide(`match /b/{bucket}/o/{dir}/{file} { allow create: if ${condition}; }`, change).allowed;
}

function refusalOf(source: string): string | undefined {
  try {
    compileStorageRules(source);
  } catch (error) {
    if (error instanceof RulesError) return error.message;
    throw error;
  }
  return undefined;
}

function refusalOfCondition(condition: string): string | undefined {
  return refusalOf(inService(`match /b/{bucket}/o/{rest=**} { allow get: if ${condition}; }`));
}

describe('SR1: an allow statement', () => {
  const body = `match /b/{bucket}/o {
    match /open/{file} { allow read; allow write: if request.auth != null; }
    match /drop/{file} { allow create, delete: if true; }
  }`;

  it.each([
    ['get', 'open/x', true],
    ['list', 'open/x', true],
    ['create', 'open/x', true],
    ['update', 'open/x', true],
    ['delete', 'open/x', true],
    ['create', 'drop/x', true],
    ['delete', 'drop/x', true],
    ['update', 'drop/x', false],
    ['get', 'drop/x', false],
    ['get', 'elsewhere/x', false],
  ] as const)('decides %s of %s: %j', (operation, path, expected) => {
    expect(decide(body, { operation, path }).allowed).toBe(expected);
  });

  it('is enough when one of several holds', () => {
    const several = `match /b/{bucket}/o {
      match /{dir}/{file} { allow get: if false; allow get: if request.auth.token.missing == 1; }
      match /{all=**} { allow get: if true; }
    }`;
    expect(decide(several, { operation: 'get' })).toEqual({ allowed: true, reason: 'line 5 allows get.' });
  });

  it('gives its line as the reason, and what each line came to when none allows', () => {
    const body2 = `match /b/{bucket}/o/{all=**} {
      allow get: if request.auth.uid == 'other';
      allow get: if request.auth.token.missing == 1;
      allow list;
    }`;
    expect(decide(body2, { operation: 'get' }).reason).toBe(
      "line 4 is false. line 5 is an error: The property 'missing' is undefined.",
    );
    expect(decide(body2, { operation: 'delete' }).reason).toBe('no line allows delete here.');
    expect(decide(body2, { operation: 'list', path: '' })).toEqual({
      allowed: true,
      reason: 'line 6 allows list.',
    });
  });

  it('does not allow when its condition is no bool', () => {
    expect(holds('request.auth.uid')).toBe(false);
    expect(holds('request.auth.uid && true')).toBe(false);
    expect(holds('!request.auth.uid')).toBe(false);
    expect(holds('request.auth.uid ? true : true')).toBe(false);
  });
});

describe('SR2: a match', () => {
  const paths = (pattern: string) => `match /b/{bucket}/o { match ${pattern} { allow get; } }`;

  it.each([
    ['/a/{x}', 'a/b', true],
    ['/a/{x}', 'a/b/', false],
    ['/a/{x}', 'a', false],
    ['/a/{x}', 'a/b/c', false],
    ['/a/{x}', 'a//', false],
    ['/a/{x}/c', 'a//c', false],
    ['/a-b.c/{x}', 'a-b.c/d', true],
    ['/{all=**}', 'a/b/c', true],
    ['/{all=**}', '', true],
    ['/a/{all=**}', 'a', true],
    ['/a/{all=**}', 'b', false],
    ['/{all=**}/end', 'a/b/end', true],
    ['/{all=**}/end', 'end', true],
    ['/{all=**}/end', 'a/b', false],
  ])('of %s and the object %j: %j', (pattern, path, expected) => {
    expect(decide(paths(pattern), { operation: 'get', path }).allowed).toBe(expected);
  });

  it('of a prefix does without the slash at its end', () => {
    expect(decide(paths('/a/{x}'), { operation: 'list', path: 'a/b/' }).allowed).toBe(false);
    expect(decide(paths('/a/{x}').replace('get', 'list'), { operation: 'list', path: 'a/b/' }).allowed).toBe(
      true,
    );
  });

  it('binds each {name} to its step, also inside nested matches', () => {
    const body = `match /b/{bucket}/o { match /{brand}/{room} { match /{file} {
      allow get: if bucket == 'demo.appspot.com' && brand == 'acme' && room == 'r1' && file == 'f';
    } } }`;
    expect(decide(body, { operation: 'get', path: 'acme/r1/f' }).allowed).toBe(true);
    expect(decide(body, { operation: 'get', path: 'acme/r2/f' }).allowed).toBe(false);
  });

  it('takes keys that are names of JavaScript objects like any other', () => {
    expect(holds("dir == 'toString' && file == '__proto__'", { path: 'toString/__proto__' })).toBe(true);
  });
});

describe('SR3: a condition', () => {
  it.each([
    "request.auth.uid == 'u1' && request.method == 'create'",
    "request.auth.token.role in ['client', 'operator']",
    "'acme' in request.auth.token.brands && !('globex' in request.auth.token.brands)",
    "'role' in request.auth.token && !('toString' in request.auth.token)",
    "request.auth.token['role'] == 'client' && request.auth.token.brands[0] == 'acme'",
    "request.auth.token.get('role', 'x') == 'client' && request.auth.token.get('toString', 'x') == 'x'",
    "request.auth.token.deep.get('none', 1) == null",
    'request.resource.size <= 10 * 1024 * 1024 && request.resource.size > 0',
    "request.resource.contentType.matches('image/.*') && !request.resource.contentType.matches('image')",
    "request.resource.name.matches('(?i)FILES/[a-z]+[.]png')",
    "request.resource.name.split('/')[1] == 'a.png' && request.resource.name.split('[/.]').size() == 3",
    "request.resource.metadata.owner == request.auth.uid && request.resource.metadata.keys() == ['owner']",
    'request.resource.md5Hash == null && request.resource.contentLanguage == null',
    'resource.size + 9 == request.resource.size && resource != null',
    'request.time > resource.timeCreated && request.time - resource.timeCreated == duration.value(1, "m")',
    'request.time < timestamp.date(2026, 11, 22) && request.time >= timestamp.value(0)',
    'resource.timeCreated + duration.value(60, "s") == request.time && request.time - duration.value(1, "h") < request.time',
    'request.time.toMillis() > 0 && duration.value(1, "h") > duration.value(1, "m")',
    "'é😀'.size() == 2 && [1, 2].size() == 2 && request.auth.token.deep.size() == 2",
    "int('12') == 12 && int(3.7) == 3 && float('1.5') == 1.5 && string(12) == '12' && string(true) == 'true' && string(null) == 'null' && string('a') == 'a'",
    "' A '.trim().lower() == 'a' && 'a'.upper() == 'A' && 'a' + 'b' == 'ab' && 'a' < 'b'",
    '7 / 2 == 3 && 7.5 / 2 == 3.75 && 7 % 4 == 3 && -(1 - 3) == 2 && 2 + 3 * 4 == 14',
    '[1, 2].hasAny([2, 3]) && [1, 2].hasAll([1]) && [1, 2].hasOnly([2, 1]) && ![1, 2].hasOnly([1])',
    "[1, [2, 'a']] == [1, [2, 'a']] && [1] != [2] && [1] != [1, 2] && request.auth.token.deep == request.auth.token.deep",
    "request.resource.metadata == resource.metadata && request.resource.metadata != request.auth.token.deep && 1 != '1' && null == null",
    "request.auth.uid is string && 1 is int && 1 is number && 1.5 is float && true is bool && [] is list && request.auth.token is map && request.time is timestamp && duration.value(1, 's') is duration && !(1 is string)",
    'true ? true : false',
    'false || true && !false',
    '1 < 2 == true && 1 in [1] == true',
    "'it\\'s \\u0041\\n' == \"it's A\\n\"",
    '(1 == 1) // as it should be\n /* at all times */',
  ])('%s', (condition) => {
    expect(decide(`match /b/{bucket}/o/{dir}/{file} { allow create: if ${condition}; }`)).toEqual({
      allowed: true,
      reason: 'line 3 allows create.',
    });
  });

  it('sees null for what is not there', () => {
    expect(holds('request.auth == null', { auth: null })).toBe(true);
    expect(holds('resource == null', { resource: null })).toBe(true);
    expect(holds('request.resource == null', { incoming: null })).toBe(true);
  });
});

describe('SR4: an error', () => {
  it.each([
    'request.auth.token.missing == 1',
    'request.auth.token.toString != null',
    'request.auth.token.role.size > 1',
    'request.auth.token.brands[5] == 1',
    "request.auth.token.brands['x'] == 1",
    'request.auth.token[request.auth.token.missing] == 1',
    "request.auth.uid > 5 || request.auth.uid > 'a' && 1 > null",
    'true > false',
    "'a' + 1 == 'a1'",
    "1 - 'a' == 0",
    '1 / 0 == 1',
    '1 % 0 == 1',
    "'a' / 2 == 1",
    "1 in 'abc'",
    "-'a' == 1",
    '-request.auth.token.missing == 1',
    '!request.auth.token.missing',
    'request.auth.token.missing is string',
    '[request.auth.token.missing].size() == 1',
    "int('x') == 0 || int(null) == 0",
    'string([1]) == "1"',
    'float("x") == 0',
    'timestamp.value("x") == request.time',
    'timestamp.date("x", 1, 1) == request.time',
    'duration.value(1, "y") == duration.value(1, "y")',
    "duration.value('1', 's') == duration.value(1, 's')",
    '1 .size() == 1',
    "1 .matches('1')",
    "request.auth.token.missing.matches('1')",
    '1 .lower() == "1"',
    '1 .hasAny([1])',
    '[1].hasAny(1)',
    '1 .keys() == []',
    "1 .get('a', 1) == 1",
    'request.auth.token.get(1, 2) == 2',
    '1 .toMillis() == 1',
  ])('does not allow: %s', (condition) => {
    const { allowed, reason } = decide(`match /b/{bucket}/o/{dir}/{file} { allow create: if ${condition}; }`);
    expect(allowed).toBe(false);
    expect(reason).toContain('is an error');
  });

  it('does not stop the other side of || or && from deciding, as in CEL', () => {
    expect(holds('request.auth.token.missing == 1 || true')).toBe(true);
    expect(holds('true || request.auth.token.missing == 1')).toBe(true);
    expect(holds('!(request.auth.token.missing == 1 && false)')).toBe(true);
    expect(holds('request.auth.token.missing == 1 && true')).toBe(false);
    expect(holds('false || request.auth.token.missing == 1')).toBe(false);
    expect(holds('true && request.auth.uid')).toBe(false);
  });
});

describe('SR5: a function', () => {
  it('takes arguments, has variables and sees those of the block it is declared in', () => {
    const body = `
      function isRole(role) { return request.auth.token.role == role; }
      match /b/{bucket}/o {
        match /{dir}/{file} {
          function isImage(limit) {
            let type = request.resource.contentType;
            let small = request.resource.size < limit;
            return small && type.matches('image/.*') && inDir('files');
          }
          function inDir(name) { return dir == name; }
          allow create: if isRole('client') && isImage(100) && isImage(13);
        }
      }`;
    expect(decide(body).allowed).toBe(true);
    expect(decide(body, { path: 'other/a.png' }).allowed).toBe(false);
    expect(decide(body, { incoming: { size: 100, contentType: 'image/png' } }).allowed).toBe(false);
  });

  it('hides an outer variable behind its own of the same name', () => {
    const body = `match /b/{bucket}/o/{dir}/{file} {
      function same(dir) { return dir == 'x'; }
      allow create: if same('x') && dir == 'files';
    }`;
    expect(decide(body).allowed).toBe(true);
  });

  it('does not fail by a variable that nobody looks at', () => {
    const body = `match /b/{bucket}/o/{dir}/{file} {
      function careful() { let x = request.auth.token.missing; return true || x == 1; }
      allow create: if careful();
    }`;
    expect(decide(body).allowed).toBe(true);
  });
});

describe('SR6: refused at start-up, with line and column', () => {
  it.each([
    ['', "line 1, column 1: The file must begin with rules_version = '2'; version 1 is not supported."],
    ["rules_version = '1';", "line 1, column 17: Only rules_version '2' is supported."],
    [
      "rules_version = '2'; service cloud.firestore {}",
      "line 1, column 22: Only 'service firebase.storage' is supported.",
    ],
    [
      "rules_version = '2'; service firebase {}",
      "line 1, column 22: Only 'service firebase.storage' is supported.",
    ],
    [
      "rules_version = '2'; service firebase.storage {} service",
      'line 1, column 50: Expected the end of the file: one service is supported.',
    ],
    [
      "rules_version = '2'; service firebase.storage {",
      "line 1, column 48: Expected match, allow, function or '}', but found the end of the file.",
    ],
    [
      "rules_version = '2'; service firebase.storage { allow read; }",
      "line 1, column 49: Expected match, allow, function or '}', but found 'allow'.",
    ],
    [
      "rules_version = '2'; service firebase.storage { match b {} }",
      'line 1, column 55: Expected a path such as /uploads/{room}.',
    ],
    [
      "rules_version = '2'; service firebase.storage { match /{a=**}/{b=**} {} }",
      'line 1, column 49: A path can have only one {name=**}.',
    ],
    [
      "rules_version = '2'; service firebase.storage { match /{request} {} }",
      "line 1, column 49: 'request' has a meaning of its own and cannot be declared.",
    ],
    [
      "rules_version = '2'; service firebase.storage { match /a { allow peek; } }",
      "line 1, column 66: Expected read, write, get, list, create, update or delete, but found 'peek'.",
    ],
    [
      "rules_version = '2'; service firebase.storage { match /a { allow read: when true; } }",
      "line 1, column 72: Expected 'if', but found 'when'.",
    ],
    [
      "rules_version = '2'; service firebase.storage { match /a { allow read: if true } }",
      "line 1, column 80: Expected ';', but found '}'.",
    ],
    [
      "rules_version = '2'; service firebase.storage { function int(x) { return x; } }",
      "line 1, column 49: 'int' has a meaning of its own and cannot be declared.",
    ],
    [
      "rules_version = '2'; service firebase.storage { function f(resource) { return 1; } }",
      "line 1, column 49: 'resource' has a meaning of its own and cannot be declared.",
    ],
    [
      "rules_version = '2'; service firebase.storage { function f() { let duration = 1; return 1; } }",
      "line 1, column 49: 'duration' has a meaning of its own and cannot be declared.",
    ],
    [
      "rules_version = '2'; service firebase.storage { function f() { return f(); } }",
      'line 1, column 49: The function f calls itself.',
    ],
    [
      "rules_version = '2'; service firebase.storage { function f() { return g(); } function g() { return f(); } }",
      'line 1, column 49: The function f calls itself.',
    ],
    [
      "rules_version = '2'; service firebase.storage { function f(a) { return a; } match /a { allow read: if f(); } }",
      'line 1, column 103: f() takes 1 argument, not 0.',
    ],
    [
      "rules_version = '2'; service firebase.storage { function () { return 1; } }",
      "line 1, column 58: Expected the function's name, but found '('.",
    ],
    [
      "rules_version = '2'; service firebase.storage { function f(a b) { return 1; } }",
      "line 1, column 62: Expected ',', but found 'b'.",
    ],
  ])('%s', (source, message) => expect(refusalOf(source)).toBe(message));

  it.each([
    ['firestore.exists(x)', 'Unknown or unsupported method: exists().'],
    ['get(x)', 'Unknown or unsupported function: get().'],
    ['foo', 'Unknown or unsupported variable: foo.'],
    ["rest == 'a'", "'rest' matches any number of steps; using its value is not supported."],
    ['request.path == null', 'Unknown or unsupported property: path.'],
    ['request.auth.email == null', 'Unknown or unsupported property: email.'],
    ['resource.data == null', 'Unknown or unsupported property: data.'],
    ['request.resource.data == null', 'Unknown or unsupported property: data.'],
    ['request.auth.uid.reverse()', 'Unknown or unsupported method: reverse().'],
    ['request.auth.uid.size(1)', 'size() takes 0 arguments, not 1.'],
    ['int()', 'int() takes 1 argument, not 0.'],
    ['request.auth.uid is latlng', "'is latlng' is not supported."],
    ["{'a': 1} == null", 'Map literals are not supported.'],
    ['/a/b == null', 'Path literals are not supported.'],
    ['[1, 2][0:1] == null', 'Slices such as list[0:2] are not supported.'],
    ['!!true', 'Use parentheses around a doubled operator.'],
    ['true = false', "Expected ';', but found '='."],
    ['a ^ b', "Unexpected character '^'."],
    ['(true', "Expected ')', but found ';'."],
    ['request.1', "Expected a name after '.', but found '1'."],
    ['', "Expected a value, but found ';'."],
    ['('.repeat(200) + 'true', 'The expression is nested too deeply.'],
    ['request.auth.uid.matches(request.auth.uid)', 'matches() is supported with a string literal only.'],
    ['request.auth.uid.matches(1)', 'matches() is supported with a string literal only.'],
    ['request.auth.uid.matches()', 'matches() takes 1 argument, not 0.'],
    ["request.auth.uid.matches('(')", 'This is not a regular expression.'],
    [
      "request.auth.uid.matches('(?=a)')",
      'This regular expression uses lookaround, which RE2 does not have: not supported.',
    ],
    [
      "request.auth.uid.matches('(?P<n>a)')",
      'This regular expression uses groups with flags or names: not supported.',
    ],
    [
      "request.auth.uid.matches('(a)\\\\1')",
      'This regular expression uses backreferences, which RE2 does not have: not supported.',
    ],
    [
      "request.auth.uid.matches('\\\\pL')",
      'This regular expression uses the escapes \\p \\P \\A \\z \\Q \\E \\C: not supported.',
    ],
    [
      "request.auth.uid.matches('[[:alpha:]]')",
      'This regular expression uses character classes such as [[:alpha:]]: not supported.',
    ],
  ])('%s', (condition, message) => {
    const refusal = refusalOfCondition(condition);
    expect(refusal?.replace(/^line 3, column \d+: /, '')).toBe(message);
  });
});
