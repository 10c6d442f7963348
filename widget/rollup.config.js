import { languages } from '@foyer/shared-core/model';
import nodeResolve from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import { transform } from 'esbuild';
import { fileURLToPath } from 'node:url';
import { rollup } from 'rollup';

// `tsc --build` has put the modules into dist/ts before; this puts them into the one file that pages load.
const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const launcherEntry = path('dist/ts/index.js');
const chatHalf = path('dist/ts/chat-half.js');
const chatEntry = path('dist/ts/chat/start-chat.js');

/**
 * Chromium may compile the functions of this file where the file is loaded, on a thread of its own, instead of one by
 * one while the visitor waits. Where the browser does not know the line it is a comment. See decision 8.
 */
const compileHint = '//# allFunctionsCalledOnLoad';

const notice = `/*! Foyer, MIT. Includes Preact (Jason Miller, MIT). */`;

const modules = () => nodeResolve({ browser: true, extensions: ['.js'] });

/** Takes the white space out of the style sheets, which are template literals in `*-style.js`. */
const smallStyles = {
  name: 'small-styles',
  async transform(code, id) {
    if (!id.endsWith('-style.js')) return null;
    const [whole, css] = /`([^`]*)`/.exec(code) ?? [];
    if (whole === undefined) this.error(`${id} holds no style sheet`);
    const small = await transform(css, { loader: 'css', minify: true });
    return { code: code.replace(whole, () => JSON.stringify(small.code.trim())), map: null };
  },
};

/** Cycles inside somebody else's package are somebody else's. */
const warnings = (warning, warn) => {
  if (warning.code === 'CIRCULAR_DEPENDENCY' && /node_modules/.test(warning.message)) return;
  warn(warning);
};

/**
 * Replaces `chat-half.js` by a function around the bundled second half. It is plain code, no text to be evaluated,
 * so every content security policy takes it; as nothing calls it before the chat is opened, a page pays for its
 * bytes and a pre-parse, and no more.
 */
const chatInAFunction = {
  name: 'chat-in-a-function',
  async load(id) {
    if (id !== chatHalf) return null;
    const bundle = await rollup({
      input: chatEntry,
      plugins: [modules(), smallStyles],
      onwarn: warnings,
    });
    for (const file of bundle.watchFiles) this.addWatchFile(file);
    const { output } = await bundle.generate({ format: 'iife', name: 'chatHalf', esModule: false });
    await bundle.close();
    return `let chatHalf;\nfunction load() {\n${output[0].code}\nreturn chatHalf;\n}
export function runChatHalf(host) {\n  chatHalf ??= load();\n  return chatHalf.startChat(host);\n}\n`;
  },
};

/**
 * The texts of each language as data beside the file: they are fetched when a chat is opened in it, English by the desk
 * only, for the admins who write their own.
 */
const wordsAsData = {
  name: 'words-as-data',
  async generateBundle() {
    for (const language of languages) {
      const texts = await import(`./dist/ts/strings/${language}.js`);
      this.emitFile({
        type: 'asset',
        fileName: `foyer/${language}.json`,
        source: JSON.stringify(texts[language]),
      });
    }
  },
};

/** Whoever watches `dist/ts` sees what tsc writes; see `npm run dev`. */
export default {
  input: launcherEntry,
  plugins: [chatInAFunction, wordsAsData, modules(), smallStyles],
  onwarn: warnings,
  output: {
    file: path('dist/foyer.js'),
    format: 'iife',
    // Watching wants the file at once, not small.
    plugins: !process.env.ROLLUP_WATCH && [
      terser({
        ecma: 2020,
        // Nothing is written to the console of the host page, not even by a library.
        compress: { passes: 2, drop_console: true },
        // Letters of no language: a page in an old encoding reads them right, and the file is a little smaller.
        format: { comments: false, ascii_only: true, preamble: `${compileHint}\n${notice}` },
      }),
    ],
  },
};
