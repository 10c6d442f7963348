import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { database, silenced, util, wordless } from './left-out.js';

/**
 * What is left out was read in these versions, and in no others. After an upgrade read it again (`left-out.js` says
 * what and why), run the browser tests, and write the new version here.
 */
const READ_IN = {
  '@firebase/app': '0.16.2',
  '@firebase/component': '0.7.5',
  '@firebase/database': '1.1.5',
  '@firebase/logger': '0.5.2',
  '@firebase/util': '1.15.3',
};

const standIn = fileURLToPath(new URL('firebase-app.js', import.meta.url));
const stoodFor = ['firebase/app', '@firebase/app', '@firebase/component', '@firebase/logger'];

/** Leaves out of the Firebase SDK what the widget can do without. See decision 13. */
export function leanSdk() {
  const changed = new Set();
  return {
    name: 'lean-sdk',
    buildStart() {
      const require = createRequire(import.meta.url);
      for (const [name, version] of Object.entries(READ_IN)) {
        const { version: installed } = require(`${name}/package.json`);
        if (installed !== version)
          this.error(`${name} is ${installed}, lean-sdk.js was written for ${version}`);
      }
    },
    // What the desk imports of the SDK is in the same graph, and falls out of it whole.
    resolveId: (source, importer) =>
      stoodFor.includes(source) && /shared-core\/dist|@firebase\/database\//.test(importer) ? standIn : null,
    transform(code, id) {
      const name = Object.keys(lists).find((file) => id.endsWith(file));
      if (name === undefined) return null;
      changed.add(name);
      return { code: lean(code, this.parse(code), lists[name], (text) => this.error(text)), map: null };
    },
    buildEnd(error) {
      for (const name of Object.keys(lists))
        if (!error && !changed.has(name)) this.error(`${name} is not part of the file any more`);
    },
  };
}

const lists = {
  '/@firebase/database/dist/index.esm.js': database,
  '/@firebase/util/dist/index.esm.js': util,
};

/** The module's text without what is left out. Whatever of the list is not there exactly once fails. */
export function lean(code, program, replacements, fail) {
  const cuts = [];
  const cut = ({ start, end }, text) => cuts.push({ start, end, text });
  const known = declarations(program);
  for (const [name, text] of Object.entries(replacements)) {
    const nodes = known.get(name) ?? [];
    if (nodes.length === 1) cut(nodes[0], text);
    else fail(`${name} stands ${nodes.length} times in the SDK`);
  }
  for (const [name, nodes] of known) {
    if (wordless.test(name)) nodes.forEach((node) => walk(node, (inner) => silenceError(inner, cut)));
  }
  walk(program, (node) => {
    const isStatement = node.type === 'ExpressionStatement';
    const call = isStatement ? node.expression : node;
    if (call.type !== 'CallExpression') return;
    const callee = code.slice(call.callee.start, call.callee.end);
    if (isStatement && silenced.includes(callee)) cut(node, ';');
    const [checked, words] = call.arguments;
    if (callee === 'assert' && words) cut({ start: checked.end, end: words.end }, '');
  });
  return applied(code, cuts);
}

function silenceError(node, cut) {
  if (node.type === 'NewExpression' && node.callee.name === 'Error') cut(node, "new Error('not valid')");
}

/** Every function, class and constant of the module by its name, and every method as `Class.method`. */
function declarations(program) {
  const known = new Map();
  const add = (name, node) => known.set(name, [...(known.get(name) ?? []), node]);
  for (const node of program.body) {
    if (node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration') add(node.id.name, node);
    if (node.type === 'VariableDeclaration' && node.declarations.length === 1)
      add(node.declarations[0].id.name, node);
    if (node.type === 'ImportDeclaration') {
      add(`import ${node.source.value}`, node);
      for (const { local } of node.specifiers) add(`import ${local.name}`, local);
    }
    if (node.type !== 'ClassDeclaration') continue;
    for (const member of node.body.body)
      if (member.type === 'MethodDefinition') add(`${node.id.name}.${member.key.name}`, member);
  }
  return known;
}

function walk(node, visit) {
  visit(node);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value])
      if (typeof child?.type === 'string') walk(child, visit);
  }
}

/** Where one cut lies within another, the outer one counts. */
function applied(code, cuts) {
  let result = '';
  let done = 0;
  for (const { start, end, text } of cuts.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (start < done) continue;
    result += code.slice(done, start) + text;
    done = end;
  }
  return result + code.slice(done);
}
