/**
 * Who may import whom. The zones are guarded by `tsc -b` too; here also the rooms.
 * Ground <- middle <- watchers: a room imports another only through its door (index.ts), never upwards, never in a ring.
 */
const ground = ['people', 'charter', 'customers', 'channels', 'notifications', 'fields', 'assistant'];
const middle = [
  'cases',
  'forms',
  'calls',
  'chat',
  'knowledge',
  'procedures',
  'authority',
  'options',
  'journeys',
  'promises',
  'voice',
  'improvement',
];
const watchers = [
  'measures',
  'reports',
  'audit',
  'privacy',
  'practice',
  'rules',
  'escalations',
  'needs',
  'moving',
  'macros',
  'words',
  'webhooks',
];
const rooms = (names) => `^(?:borders/bad/)?src/server/modules/(${names.join('|')})/`;
const anywhere = (path) => `^(?:borders/bad/)?${path}`;
/** Capabilities of a room and their tests; tests may look anywhere. */
const notTests = '\\.test\\.tsx?$';

module.exports = {
  forbidden: [
    {
      name: 'domain-imports-nothing-of-ours',
      severity: 'error',
      from: { path: anywhere('src/domain/') },
      to: { path: anywhere('src/(contract|figures|server|web|widget)/') },
    },
    {
      name: 'domain-has-no-input-or-output',
      severity: 'error',
      from: { path: anywhere('src/domain/'), pathNot: notTests },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'contract-imports-only-domain',
      severity: 'error',
      from: { path: anywhere('src/contract/') },
      to: { path: anywhere('src/(figures|server|web|widget)/') },
    },
    {
      name: 'figures-import-only-contract-and-domain',
      severity: 'error',
      from: { path: anywhere('src/figures/') },
      to: { path: anywhere('src/(server|web|widget)/') },
    },
    {
      name: 'figures-have-no-input-or-output',
      comment: 'a figure is words and a description of a picture; who draws it brings the engine',
      severity: 'error',
      from: { path: anywhere('src/figures/'), pathNot: notTests },
      to: { dependencyTypes: ['core', 'npm'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'server-knows-no-screen',
      severity: 'error',
      from: { path: anywhere('src/server/') },
      to: { path: anywhere('src/(web|widget)/') },
    },
    {
      name: 'screens-know-no-server',
      severity: 'error',
      from: { path: anywhere('src/(web|widget)/') },
      to: { path: anywhere('src/server/') },
    },
    {
      name: 'ground-imports-no-upper-floor',
      severity: 'error',
      from: { path: rooms(ground), pathNot: notTests },
      to: { path: rooms([...middle, ...watchers]) },
    },
    {
      name: 'middle-imports-no-watcher',
      severity: 'error',
      from: { path: rooms(middle), pathNot: notTests },
      to: { path: rooms(watchers) },
    },
    {
      name: 'rooms-only-through-their-door',
      severity: 'error',
      from: { path: anywhere('src/server/modules/([^/]+)/'), pathNot: notTests },
      to: {
        path: anywhere('src/server/modules/([^/]+)/'),
        pathNot: ['^(?:borders/bad/)?src/server/modules/$1/', '/index\\.ts$'],
      },
    },
    {
      name: 'foundations-know-no-room',
      comment: 'store, http and jobs are the floor below all rooms: they know none of them',
      severity: 'error',
      from: { path: anywhere('src/server/(store|mail|files)/'), pathNot: notTests },
      to: { path: anywhere('src/server/modules/') },
    },
    {
      name: 'web-modules-meet-only-in-screens',
      severity: 'error',
      from: { path: anywhere('src/web/modules/([^/]+)/'), pathNot: notTests },
      to: { path: anywhere('src/web/modules/([^/]+)/'), pathNot: ['^(?:borders/bad/)?src/web/modules/$1/'] },
    },
    {
      name: 'ui-knows-no-room',
      severity: 'error',
      from: { path: anywhere('src/web/ui/') },
      to: { path: anywhere('src/web/(modules|screens)/') },
    },
    {
      name: 'nothing-imports-tests',
      severity: 'error',
      from: { pathNot: ['\\.test\\.tsx?$', '/testing/'] },
      to: { path: ['\\.test\\.tsx?$', '/server/testing/'] },
    },
    {
      name: 'no-rings',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only', 'dynamic-import'] } },
    },
    { name: 'nothing-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^dist', '^\\.types'] },
    moduleSystems: ['es6'],
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
      conditionNames: ['import', 'node', 'default', 'types'],
      exportsFields: ['exports'],
    },
  },
};
