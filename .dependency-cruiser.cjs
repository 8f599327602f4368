/** The layout rules of the portal: who may import whom. */
const DOMAINS = [
  'events',
  'auth',
  'companies',
  'devices',
  'orders',
  'attachments',
  'messages',
  'shipments',
  'quotes',
  'partners',
  'billing',
  'contracts',
];
const READERS = ['search', 'documents', 'notifications', 'privacy', 'api', 'webhooks', 'operation'];
const RULES = '(rules|schema)\\.ts$';

const toTheRight = DOMAINS.map((domain, index) => ({
  name: `domain-${domain}-imports-only-to-its-left`,
  severity: 'error',
  from: { path: `^app/domain/${domain}/` },
  to: {
    path: `^app/domain/(${[...DOMAINS.slice(index + 1), ...READERS].join('|')})/`,
    pathNot: RULES,
  },
}));

module.exports = {
  forbidden: [
    ...toTheRight,
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'readers-do-not-import-each-other',
      severity: 'error',
      from: { path: `^app/domain/(${READERS.filter((reader) => reader !== 'webhooks').join('|')})/` },
      to: { path: `^app/domain/(${READERS.join('|')})/`, pathNot: ['^app/domain/$1/', RULES] },
    },
    {
      name: 'webhooks-say-what-the-api-answers',
      severity: 'error',
      from: { path: '^app/domain/webhooks/' },
      to: {
        path: `^app/domain/(${READERS.filter((reader) => !/^(api|webhooks)$/.test(reader)).join('|')})/`,
        pathNot: RULES,
      },
    },
    {
      name: 'domain-knows-no-pages',
      severity: 'error',
      from: { path: '^app/domain/' },
      to: { path: '^app/(routes|parts|ui)/' },
    },
    {
      name: 'platform-knows-no-business',
      severity: 'error',
      from: { path: '^app/platform/' },
      to: { path: '^app/(domain|routes|parts|ui)/' },
    },
    {
      name: 'ui-knows-no-business',
      severity: 'error',
      from: { path: '^app/ui/' },
      to: { path: '^app/(domain|routes|parts|platform)/', pathNot: RULES },
    },
    {
      name: 'parts-read-no-database',
      severity: 'error',
      from: { path: '^app/parts/' },
      to: { path: ['\\.server\\.tsx?$', '^app/routes/'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'routes-do-not-import-each-other',
      severity: 'error',
      from: { path: '^app/routes/([^/]+)/' },
      to: { path: '^app/routes/', pathNot: '^app/routes/$1/' },
    },
    {
      name: 'routes-use-no-prisma',
      severity: 'error',
      from: { path: '^app/(routes|parts|ui)/' },
      to: { path: ['^app/platform/(db|postgres|jobs)', '@prisma'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'rules-are-pure',
      severity: 'error',
      from: { path: `^app/domain/.*${RULES}` },
      to: { path: '\\.server\\.tsx?$', dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: 'app/platform/db/generated' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
