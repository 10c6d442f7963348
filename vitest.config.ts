import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['*/src/**/*.spec.{ts,tsx}', 'scripts/**/*.spec.mjs', 'widget/build/*.spec.js'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // The default second is too short for what two processes do on a machine that does something else, too.
    expect: { poll: { timeout: 10_000 } },
    // Two cores: more workers than that only take turns.
    maxWorkers: 2,
  },
});
