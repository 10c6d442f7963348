// The arrows of the house (ARCHITECTURE.md): each "must never" is one named rule, with no exceptions.
// scripts/boundaries.spec.mjs shows that every one of them fails when it is violated.
const spec = '\\.(spec|e2e)\\.tsx?$|/testing/';

module.exports = {
  forbidden: [
    {
      name: 'shared-core-knows-no-framework',
      comment:
        'Widget and desk share it: it must run under either and under none. (DOM globals: its tsconfig has no DOM library.)',
      severity: 'error',
      from: { path: '^shared-core/src', pathNot: spec },
      to: { path: 'node_modules/(@angular|preact|@preact|firebase-admin|rxjs)(/|$)' },
    },
    {
      name: 'model-is-pure',
      comment: 'Functions load the model: no client SDK may come along with it.',
      severity: 'error',
      from: { path: '^shared-core/src/model', pathNot: spec },
      to: { path: 'node_modules/|^shared-core/src/(?!model/)' },
    },
    {
      name: 'only-shared-core-talks-to-firebase',
      comment: 'Widget and desk use Firebase through shared-core only.',
      severity: 'error',
      from: { path: '^(widget|backoffice)/src' },
      to: { path: 'node_modules/(firebase|@firebase|firebase-admin)(/|$)' },
    },
    {
      name: 'shared-core-talks-to-firebase-in-one-folder',
      comment: 'Everything else goes through ports.',
      severity: 'error',
      from: { path: '^shared-core/src', pathNot: ['^shared-core/src/firebase/', spec] },
      to: { path: 'node_modules/(firebase|@firebase)(/|$)' },
    },
    {
      name: 'widget-and-desk-stay-apart',
      severity: 'error',
      from: { path: '^(widget|backoffice)/' },
      to: { path: '^(widget|backoffice)/', pathNot: '^$1/' },
    },
    {
      name: 'functions-take-the-model-only',
      comment: 'The root entry of shared-core is the client SDK.',
      severity: 'error',
      from: { path: '^functions/src', pathNot: spec },
      to: { path: '^shared-core/', pathNot: '^shared-core/dist/model/index' },
    },
    {
      name: 'local-firebase-knows-no-product',
      comment: 'It stands in for Firebase, for anybody.',
      severity: 'error',
      from: { path: '^local-firebase/' },
      to: { path: '^(shared-core|widget|backoffice|functions|rules|demo|e2e)/' },
    },
    {
      name: 'local-firebase-uses-no-firebase',
      comment: 'The official SDKs are its test clients, never its parts.',
      severity: 'error',
      from: { path: '^local-firebase/src', pathNot: spec },
      to: { path: 'node_modules/(firebase|@firebase|firebase-admin|firebase-functions|@google-cloud)(/|$)' },
    },
    {
      name: 'production-knows-no-local-firebase',
      severity: 'error',
      from: { path: '^(shared-core|widget|backoffice|functions)/src', pathNot: spec },
      to: { path: '^local-firebase/' },
    },
    {
      name: 'packages-meet-at-their-entries',
      comment: 'No relative or deep path into another package.',
      severity: 'error',
      from: { path: '^([^/]+)/' },
      to: {
        path: '^(shared-core|widget|backoffice|functions|local-firebase|rules|demo|e2e|bench)/',
        pathNot: ['^$1/', '^[^/]+/dist/(index|model/index)\\.'],
      },
    },
    {
      name: 'tests-stay-outside',
      comment: 'Production code does not lean on test code.',
      severity: 'error',
      from: { pathNot: spec },
      to: { path: spec },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: {
        orphan: true,
        path: '^(shared-core|widget|functions|local-firebase)/src',
        pathNot: ['\\.d\\.ts$', spec],
      },
      to: {},
    },
    {
      name: 'resolvable',
      comment: 'An import that cannot be resolved hides from every other rule.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    doNotFollow: { path: ['node_modules', '/dist/'] },
    exclude: { path: ['/\\.angular/', '^node_modules/.*/node_modules'] },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'default', 'node'],
      extensions: ['.ts', '.tsx', '.d.ts', '.js', '.mjs'],
    },
  },
};
