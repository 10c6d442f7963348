// What the widget leaves out of the Firebase SDK, by the names of its declarations, each with its reason. A name that
// an upgrade takes away or doubles stops the build; whether the rest still means the same must be read then.

/** Of `@firebase/database`: a declaration (`name`) or a method (`Class.name`), and what stands in its place. */
export const database = {
  // Only WebSockets: long polling puts script tags and an iframe into the website's page.
  BrowserPollConnection: 'const BrowserPollConnection = { forceDisallow() {} };',
  TransportManager: `class TransportManager {
    initialTransport() { return WebSocketConnection; }
    upgradeTransport() { return null; }
  }`,
  'Connection.tryStartUpgrade_': 'tryStartUpgrade_() {}',
  'Connection.startUpgrade_': '',
  'Connection.tryCleanupConnection': 'tryCleanupConnection() {}',
  'Connection.onSecondaryControl_': '',
  'Connection.upgradeIfSecondaryHealthy_': '',
  'Connection.proceedWithUpgrade_': '',
  'WebSocketConnection.isAvailable': '',
  'WebSocketConnection.previouslyFailed': '',
  'Connection.onSecondaryMessageReceived_': 'onSecondaryMessageReceived_() {}',
  'Connection.onSecondaryConnectionLost_': 'onSecondaryConnectionLost_() {}',

  // The SDK keeps a host's name and a failed socket in the storage of the website, and nothing takes them away again.
  createStoragefor: 'const createStoragefor = () => new MemoryStorage();',

  // Nothing is written to the console of the host page.
  log: 'const log = () => {};',
  logWrapper: 'const logWrapper = () => log;',
  error: 'const error = log;',
  warn: 'const warn = log;',
  fatal: 'const fatal = (...parts) => { throw new Error(parts.join(" ")); };',
  logClient: '',
  'import @firebase/logger': '',
  warnIfPageIsSecure: 'const warnIfPageIsSecure = log;',
  repoLog: 'function repoLog() {}',
  'PersistentConnection.onSecurityDebugPacket_': 'onSecurityDebugPacket_() {}',
  'PersistentConnection.warnOnListenWarnings_': 'static warnOnListenWarnings_() {}',

  // A crawler opens no chat, so it needs no reads over REST.
  beingCrawled: 'const beingCrawled = () => false;',
  ReadonlyRestClient: 'class ReadonlyRestClient {}',

  // There are no transactions: every write is one multi-path update, and none of them waits in a queue.
  repoRerunTransactions: 'function repoRerunTransactions(repo, path) { return path; }',
  repoAbortTransactions: 'function repoAbortTransactions(repo, path) { return path; }',

  // What is written is shown by the outbox until the server has it, and by no listen before: the SDK's layer of own writes over
  // what the server said, with its guesses of server values, has nothing to do. Writes wait, and are sent again, as before.
  repoUpdate: `function repoUpdate(repo, path, values, done) {
    repo.server_.merge(path.toString(), values, (status, reason) =>
      repoCallOnCompleteCallback(repo, done, status, reason));
  }`,
  newWriteTree: 'function newWriteTree() {}',
  writeTreeChildWrites: 'function writeTreeChildWrites() {}',
  writeTreeRefChild: 'function writeTreeRefChild() {}',
  writeTreeRefShadowingWrite: 'function writeTreeRefShadowingWrite() {}',
  writeTreeCalcCompleteEventCache:
    'function writeTreeCalcCompleteEventCache(tree, path, cache) { return cache; }',
  writeTreeRefCalcCompleteEventCache:
    'function writeTreeRefCalcCompleteEventCache(writes, cache) { return cache; }',
  writeTreeRefCalcCompleteEventChildren: `function writeTreeRefCalcCompleteEventChildren(writes, children) {
    return children || ChildrenNode.EMPTY_NODE;
  }`,
  writeTreeRefCalcEventCacheAfterServerOverwrite: `function writeTreeRefCalcEventCacheAfterServerOverwrite(writes, path, shown, known) {
    return known.getChild(path);
  }`,
  writeTreeRefCalcCompleteChild: `function writeTreeRefCalcCompleteChild(writes, key, cache) {
    return cache.isCompleteForChild(key) ? cache.getNode().getImmediateChild(key) : null;
  }`,
  writeTreeRefCalcIndexedSlice: `function writeTreeRefCalcIndexedSlice(writes, data, start, count, reverse, index) {
    const rows = data && data.withIndex(index);
    if (!rows || rows.isEmpty() || rows.isLeafNode()) return [];
    const rest = reverse ? rows.getReverseIteratorFrom(start, index) : rows.getIteratorFrom(start, index);
    let next = rest.getNext();
    while (next && index.getCompare()(next, start) === 0) next = rest.getNext();
    return next ? [next] : [];
  }`,
  'WriteTreeCompleteChildSource.getCompleteChild': '',
  'NoCompleteChildSource_.getCompleteChild': '',
  viewProcessorApplyOperation: `function viewProcessorApplyOperation(viewProcessor, old, operation, writes, complete) {
    const accumulator = new ChildChangeAccumulator();
    const { type, source, path } = operation;
    const isFiltered = old.serverCache.isFiltered();
    let viewCache;
    if (type === OperationType.OVERWRITE) {
      const isPart = source.tagged || (isFiltered && !pathIsEmpty(path));
      viewCache = viewProcessorApplyServerOverwrite(viewProcessor, old, path, operation.snap, writes, complete, isPart, accumulator);
    } else if (type === OperationType.MERGE) {
      viewCache = viewProcessorApplyServerMerge(viewProcessor, old, path, operation.children, writes, complete, source.tagged || isFiltered, accumulator);
    } else {
      viewCache = viewProcessorListenComplete(viewProcessor, old, path, writes, accumulator);
    }
    const changes = accumulator.getChanges();
    viewProcessorMaybeAddValueEvent(old, viewCache, changes);
    return { viewCache, changes };
  }`,

  // Nobody is told how much the SDK is used.
  StatsCollection: 'class StatsCollection { incrementCounter() {} }',
  StatsReporter: 'class StatsReporter {}',
  'PersistentConnection.sendConnectStats_': 'sendConnectStats_() {}',
  'PersistentConnection.reportStats': '',

  // Nothing in the widget makes App Check's tokens for the database, and the widget's own sign-in is always there before the database is.
  AppCheckTokenProvider: `class AppCheckTokenProvider {
    getToken() { return Promise.resolve(null); }
    addTokenChangeListener() {}
    notifyForInvalidToken() {}
  }`,
  'PersistentConnection.refreshAppCheckToken': 'refreshAppCheckToken() {}',
  'PersistentConnection.tryAppCheck': 'tryAppCheck() {}',
  'PersistentConnection.onAppCheckRevoked_': 'onAppCheckRevoked_() {}',
  FirebaseAuthTokenProvider: `class FirebaseAuthTokenProvider {
    constructor(name, options, provider) { this.auth_ = provider.getImmediate(); }
    getToken(force) { return this.auth_.getToken(force); }
    addTokenChangeListener(listener) { this.auth_.addAuthTokenListener(listener); }
    removeTokenChangeListener(listener) { this.auth_.removeAuthTokenListener(listener); }
    notifyForInvalidToken() {}
  }`,
  'PersistentConnection.reduceReconnectDelayIfAdminCredential_':
    'reduceReconnectDelayIfAdminCredential_() {}',
  // A visitor's token is always a whole JWT; other credentials are for servers.
  'import isValidFormat': 'isValidFormat as isValidFormat$1',

  'import @firebase/app': `import { _getProvider, _registerComponent } from '@firebase/app';`,
  'import @firebase/component': `import { Component } from '@firebase/component';`,

  // Whose database it is the sign-in says. The SDK would also look into globals and cookies of the website.
  getDatabase: `function getDatabase(app, url) {
    return _getProvider(app, 'database').getImmediate({ identifier: url });
  }`,
  repoManagerDatabaseFromApp: `function repoManagerDatabaseFromApp(app, authProvider, appCheckProvider, url) {
    const { repoInfo } = parseRepoInfo(url);
    const tokens = new FirebaseAuthTokenProvider(app.name, app.options, authProvider);
    return new Database(repoManagerCreateRepo(repoInfo, app, tokens, new AppCheckTokenProvider()), app);
  }`,
  parseRepoInfo: `const parseRepoInfo = (address) => {
    const { host, protocol, searchParams } = new URL(address);
    const [name] = host.split('.');
    const namespace = searchParams.get('ns') ?? name;
    return { repoInfo: new RepoInfo(host, protocol === 'https:', namespace, false, false, '', namespace !== name) };
  };`,
  // What is left of it is what a local stack needs: another address, and its own answer to the handshake.
  connectDatabaseEmulator: `function connectDatabaseEmulator(db, host, port) {
    const repo = db._repoInternal;
    repo.repoInfo_ = new RepoInfo(host + ':' + port, false, repo.repoInfo_.namespace, false, false, '', repo.repoInfo_.includeNamespaceInQueryParams, true);
  }`,
  'import isNodeSdk': 'isNodeSdk as isNodeSdk$1',
  'import isMobileCordova': 'isMobileCordova as isMobileCordova$1',
  registerDatabase: `const isNodeSdk = () => false;
  const isMobileCordova = isNodeSdk;
  const isValidFormat = () => true;
  function registerDatabase() {
    _registerComponent(new Component('database', (container, { instanceIdentifier: url }) =>
      repoManagerDatabaseFromApp(container.getProvider('app').getImmediate(), container.getProvider('auth-internal'), null, url)));
  }`,

  // What the server does when the connection is lost it does to a presence that the widget never listens to: there is
  // nothing here to foretell.
  repoRunOnDisconnectEvents: 'function repoRunOnDisconnectEvents() {}',
  repoOnDisconnectSet: `function repoOnDisconnectSet(repo, path, value, done) {
    repo.server_.onDisconnectPut(path.toString(), value, (status, reason) =>
      repoCallOnCompleteCallback(repo, done, status, reason));
  }`,
  repoOnDisconnectCancel: `function repoOnDisconnectCancel(repo, path, done) {
    repo.server_.onDisconnectCancel(path.toString(), (status, reason) =>
      repoCallOnCompleteCallback(repo, done, status, reason));
  }`,

  // Nothing here writes or reads in these ways.
  ServerActions: 'class ServerActions {}',
  'PersistentConnection.onDisconnectMerge': '',
  'PersistentConnection.put': '',
  'OnDisconnect.set': '',
  'OnDisconnect.setWithPriority': '',
  'OnDisconnect.update': '',
  'DataSnapshot.priority': '',
  'DataSnapshot.key': '',
  'DataSnapshot.size': '',
  'DataSnapshot.child': '',
  'DataSnapshot.exists': '',
  'DataSnapshot.forEach': '',
  'DataSnapshot.hasChild': '',
  'DataSnapshot.hasChildren': '',
  'DataSnapshot.toJSON': '',
  'QueryImpl.isEqual': '',
  'QueryParams.hasAnchoredLimit': '',
  'ImmutableTree.findRootMostValueAndPath': '',
  'ImmutableTree.findRootMostMatchingPathAndValue': '',
  'LLRBNode.checkMaxDepth_': '',
  'LLRBNode.check_': '',
  validatePriorityNode: 'const validatePriorityNode = () => {};',
  'PersistentConnection.cancelSentTransactions_': 'cancelSentTransactions_() {}',
  // A window has some dozens of rows: put in one by one they make as good a tree.
  buildChildSet: `const buildChildSet = (rows, compare, keyOf, order) =>
    rows.reduce((set, row) => set.insert(keyOf ? keyOf(row) : row, row.node), new SortedMap(order || compare));`,
  'QueryImpl.toJSON': '',
  'ReferenceImpl.parent': '',
  'ReferenceImpl.root': '',
  // Queries are written in `shared-core`, not put together from what somebody types, and so are updates; the server checks both.
  query: `function query(at, ...constraints) {
    const params = constraints.reduce((known, constrain) => constrain(known), at._queryParams);
    return new QueryImpl(at._repo, at._path, params);
  }`,
  orderByKey: 'function orderByKey() { return (params) => queryParamsOrderBy(params, KEY_INDEX); }',
  orderByChild: `function orderByChild(path) {
    return (params) => queryParamsOrderBy(params, new PathIndex(new Path(path)));
  }`,
  startAt: 'function startAt(value) { return (params) => queryParamsStartAt(params, value); }',
  endAt: 'function endAt(value) { return (params) => queryParamsEndAt(params, value); }',
  limitToFirst: 'function limitToFirst(most) { return (params) => queryParamsLimitToFirst(params, most); }',
  limitToLast: 'function limitToLast(most) { return (params) => queryParamsLimitToLast(params, most); }',
  validateFirebaseMergeDataArg: 'const validateFirebaseMergeDataArg = () => {};',
  // A read is an answer to whoever asked, and no news for anybody who listens.
  repoGetValue: `function repoGetValue(repo, query) {
    const known = syncTreeGetServerValue(repo.serverSyncTree_, query);
    if (known != null) return Promise.resolve(known);
    return repo.server_.get(query).then(
      (json) => nodeFromJSON(json).withIndex(query._queryParams.getIndex()),
      (reason) => { throw new Error(reason); },
    );
  }`,

  // With the hash of what a client has, a server need not send it again after a break. What a conversation shows at once is some
  // kilobytes; a hash of our own costs every page one.
  sha1: 'const sha1 = () => "";',
  doubleToIEEE754String: 'const doubleToIEEE754String = sha1;',
  'LeafNode.hash': 'hash() { return ""; }',
  'ChildrenNode.hash': 'hash() { return ""; }',
  priorityHashText: '',

  // The SDK never stops listening to the page, and begins anew at each attempt to connect (so that it always takes
  // itself for online, which stays so); here a connection takes its listeners away with itself.
  EventEmitter: '',
  OnlineMonitor: `const pageMonitor = (target, types, isOn) => ({
    getInstance: () => ({
      on(type, callback, context) {
        const { signal } = (context.gone ??= new AbortController());
        const look = (event) => callback.call(context, isOn(event));
        types.forEach((name) => target.addEventListener(name, look, { signal }));
        callback.call(context, true);
      },
      currentlyOnline: () => true,
    }),
  });
  const OnlineMonitor = pageMonitor(window, ['online', 'offline'], ({ type }) => type === 'online');`,
  VisibilityMonitor:
    "const VisibilityMonitor = pageMonitor(document, ['visibilitychange'], () => !document.hidden);",
  repoManagerDeleteRepo: `function repoManagerDeleteRepo(repo, appName) {
    repoInterrupt(repo);
    repo.persistentConnection_?.gone.abort();
    delete repos[appName];
  }`,

  // Browsers do these themselves.
  setTimeoutNonBlocking: 'const setTimeoutNonBlocking = (run, ms) => setTimeout(run, ms);',
};

/** Of `@firebase/util`. */
export const util = {
  // Browsers decode base64 and UTF-8 themselves.
  decode: `const decode = (token) => {
    try {
      const part = token.split('.')[1].replace(/-/g, '+').replace(/_/g, '/');
      const bytes = Uint8Array.from(atob(part), (char) => char.charCodeAt(0));
      return { claims: JSON.parse(new TextDecoder().decode(bytes)) };
    } catch {
      return { claims: {} };
    }
  };`,
};

/** Statements that only call one of these are left out, with what they would have put together to be written. */
export const silenced = ['log', 'warn', 'error', 'this.log_', 'repoLog'];
/** What these check is checked still, as `assert` does, but without the words about it: nobody would read them. */
export const wordless = /^validat/;
