import nodeResolve from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import { fileURLToPath } from 'node:url';

const path = (name) => fileURLToPath(new URL(name, import.meta.url));

/** The smallest Firebase chat, bundled with the tools and the settings of the widget. */
export default {
  input: path('floor.js'),
  onwarn: () => undefined,
  plugins: [
    nodeResolve({ browser: true }),
    // The widget leaves this library out as well: nothing here asks for it.
    {
      name: 'no-indexed-db',
      resolveId: (source) => (source === 'idb' ? '\0idb' : null),
      load: (id) => (id === '\0idb' ? 'export const openDB = () => Promise.reject(new Error());' : null),
    },
  ],
  output: {
    file: path('../dist/floor.js'),
    format: 'iife',
    plugins: [
      terser({
        ecma: 2020,
        compress: { passes: 2, drop_console: true },
        mangle: { properties: { regex: /^[a-zA-Z]\w*[a-zA-Z]_$/, keep_quoted: true } },
        format: { comments: false },
      }),
    ],
  },
};
