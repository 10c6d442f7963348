import eslint from '@eslint/js';
import angular from 'angular-eslint';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

const strict = {
  'no-shadow': 'off',
  '@typescript-eslint/no-shadow': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/consistent-type-imports': 'error',
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
  '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
  'max-params': ['error', 4],
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
  'max-lines': ['warn', { max: 300, skipBlankLines: true, skipComments: true }],
  'no-console': 'error',
  'no-restricted-syntax': [
    'error',
    {
      selector: 'TSEnumDeclaration',
      message: 'Use an "as const" object: enums do not survive type erasure.',
    },
    { selector: 'ExportAllDeclaration', message: 'List what is exported: the public surface is a decision.' },
    {
      selector:
        'CallExpression > MemberExpression[object.name=/^(it|test|describe)$/][property.name=/^(only|skip|todo)$/]',
      message: 'A test that does not run proves nothing.',
    },
    {
      selector: 'AssignmentExpression > MemberExpression[property.name=/^(innerHTML|outerHTML)$/]',
      message: 'Text nodes only: no HTML sinks.',
    },
  ],
};

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      'widget/foyer.d.ts',
      'docs/examples/**',
      '**/node_modules/**',
      '.foyer/**',
      '.angular/**',
      '**/.angular/**',
      'e2e/test-results/**',
    ],
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [eslint.configs.recommended, ...tseslint.configs.strictTypeChecked, prettier],
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['vitest.config.ts', 'e2e/playwright.config.ts'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: strict,
  },
  {
    files: ['backoffice/src/**/*.ts'],
    extends: [...angular.configs.tsRecommended],
    processor: angular.processInlineTemplates,
    rules: {
      '@angular-eslint/component-class-suffix': 'off',
      '@angular-eslint/directive-class-suffix': 'off',
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
    },
  },
  {
    files: ['backoffice/src/**/*.html'],
    extends: [...angular.configs.templateRecommended, ...angular.configs.templateAccessibility],
  },
  {
    // The production half of shared-core sees neither DOM nor Node; its tests have a project of their own.
    files: ['shared-core/src/**/*.spec.ts', 'shared-core/src/testing/**/*.ts'],
    languageOptions: {
      parserOptions: { projectService: false, project: 'shared-core/tsconfig.spec.json' },
    },
  },
  {
    files: ['**/*.spec.ts', '**/*.spec.tsx', '**/*.e2e.ts'],
    rules: { 'max-lines': 'off', '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  // Playwright reads its own configuration; the types of its package are not of this project.
  { files: ['e2e/playwright.config.ts'], rules: { '@typescript-eslint/no-unsafe-call': 'off' } },
  // One table in one file, so that it can be read as one.
  { files: ['rules/src/permissions/matrix.ts'], rules: { 'max-lines': 'off' } },
  {
    files: ['**/*.js', '**/*.mjs', '**/*.cjs'],
    extends: [eslint.configs.recommended, prettier],
    languageOptions: {
      globals: {
        clearTimeout: 'readonly',
        performance: 'readonly',
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        module: 'readonly',
      },
    },
  },
  {
    files: ['demo/public/*.js', 'bench/floor/floor.js'],
    languageOptions: { globals: { window: 'readonly', document: 'readonly', fetch: 'readonly' } },
  },
);
