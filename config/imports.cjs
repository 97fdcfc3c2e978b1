// Who may import whom: the room rules, kept by dependency-cruiser (`npm run imports`). A rule says what is forbidden and why.

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });
const tests = '(\\.test\\.tsx?$|^bot-server/(test|bench)/|^(miniapp|admin-h5)/test/|^shared/testing/)';
/** Code of a room, its tests left out: tests may look behind the curtain. */
const inRoom = (path) => ({ path, pathNot: tests });
const onlyIn = (name, library, room) =>
  forbid(
    name,
    'Each outside library has one owner room, so that it can be exchanged in one place.',
    { pathNot: [room, tests] },
    { path: `^node_modules/(${library})/` },
  );

module.exports = {
  forbidden: [
    forbid('no-cycles', 'Two files that need each other are one file, or three.', {}, { circular: true }),

    // shared: no I/O, and the rules below the schemas
    forbid('kernel-alone', 'The kernel stands on nothing.', inRoom('^shared/kernel/'), { pathNot: '^shared/kernel/' }),
    forbid('model-low', 'Nouns know the kernel and zod, no rules.', inRoom('^shared/model/'), {
      pathNot: ['^shared/(kernel|model)/', '^shared/(limits|kinds)\\.ts$', '^node_modules/zod/'],
    }),
    forbid(
      'rules-pure',
      'Rules run in the mini-program, where zod breaks: no schema, no library, nothing of Node.',
      inRoom('^shared/rules/'),
      { pathNot: ['^shared/(kernel|rules|model)/', '^shared/(limits|kinds|refusal)\\.ts$'] },
    ),
    forbid(
      'rules-take-types-of-the-model',
      'A schema at run time would bring zod along.',
      inRoom('^shared/(rules|text)/'),
      { path: '^shared/(model|contract)/', dependencyTypesNot: ['type-only'] },
    ),
    forbid('contract-low', 'The API is data: nouns and schemas, no rules.', inRoom('^shared/contract/'), {
      path: '^shared/(rules|text)/',
    }),
    forbid('shared-alone', 'Shared is shared by all and knows nobody.', inRoom('^shared/(?!jest.config)'), {
      path: '^(bot-server|admin-h5|miniapp|config)/',
    }),

    // bot-server
    forbid(
      'core-below',
      'The write path knows no feature, no protocol, no platform.',
      inRoom('^bot-server/src/core/'),
      {
        path: '^bot-server/src/(http|features|adapters|jobs|outbox|lookups|metrics|backup|sample|verify|cli)/',
      },
    ),
    forbid('store-below', 'The store knows tables, not what they are for.', inRoom('^bot-server/src/store/'), {
      path: '^bot-server/src/(?!store/)',
    }),
    forbid('lookups-below', 'Look-ups read the store for whoever asks.', inRoom('^bot-server/src/lookups/'), {
      path: '^bot-server/src/(http|features|adapters|jobs|outbox|metrics|backup|sample|verify|cli)/',
    }),
    forbid(
      'features-apart',
      'Features meet by events, never by import.',
      { path: '^bot-server/src/features/([^/]+)/', pathNot: tests },
      { path: '^bot-server/src/features/', pathNot: '^bot-server/src/features/$1/' },
    ),
    forbid(
      'features-without-edges',
      'What a feature needs of the outside is handed to it.',
      inRoom('^bot-server/src/features/'),
      {
        path: '^bot-server/src/(http|adapters|jobs|outbox|metrics|backup|sample|verify|cli)/',
      },
    ),
    forbid(
      'adapters-apart',
      'An adapter speaks to the outside and to nobody inside.',
      inRoom('^bot-server/src/adapters/'),
      {
        path: '^bot-server/src/(http|features|store|jobs|outbox|lookups|metrics|backup|sample|verify|cli)/',
      },
    ),
    forbid('http-apart', 'Routes come from the contract; handlers are handed over.', inRoom('^bot-server/src/http/'), {
      path: '^bot-server/src/(features|adapters|store|jobs|outbox|lookups|metrics|backup|sample|verify|cli)/',
    }),
    forbid(
      'work-apart',
      'Jobs and the outbox are handed what they carry out.',
      inRoom('^bot-server/src/(jobs|outbox)/'),
      {
        path: '^bot-server/src/(http|features|adapters|metrics|backup|sample|verify|cli)/',
      },
    ),
    forbid(
      'settings-are-handed-over',
      'Settings are read once; everybody else gets a slice of them.',
      {
        path: '^bot-server/src/',
        pathNot: ['^bot-server/src/(main|boot|opening|cli)\\.ts$', '^bot-server/src/cli/', tests],
      },
      { path: '^config/' },
    ),
    onlyIn('typeorm-in-store', 'typeorm|mysql2|@photostructure/sqlite', '^bot-server/src/store/'),
    onlyIn('koa-in-http', 'koa|@koa/[^/]+|multer', '^bot-server/src/http/'),
    onlyIn('prometheus-in-metrics', 'prom-client', '^bot-server/src/metrics/'),
    onlyIn('cron-in-the-clock', 'node-cron', '^bot-server/src/jobs/clock\\.ts$'),
    onlyIn('axios-in-one-adapter', 'axios', '^bot-server/src/adapters/http/'),
    onlyIn('pdf-in-one-adapter', 'pdfkit|fontkit', '^bot-server/src/adapters/pdf/'),
    onlyIn('wechatpay-in-one-adapter', 'wechatpay-node-v3', '^bot-server/src/adapters/payment/'),

    // the stand-in for the chat platforms
    forbid(
      'sandbox-alone',
      'The stand-in is written from the platforms’ descriptions: what it took from us, it could not check.',
      inRoom('^bot-server/sandbox/'),
      { path: '^(bot-server/(?!sandbox/)|shared/(?!kernel/)|config/|admin-h5/|miniapp/)' },
    ),
    forbid(
      'sandbox-never-served',
      'Production reaches platforms by address, never by import.',
      inRoom('^bot-server/src/'),
      {
        path: '^bot-server/sandbox/',
      },
    ),

    // the clients
    forbid('clients-apart', 'Clients share rules and words, nothing else.', inRoom('^(admin-h5|miniapp)/'), {
      path: '^(bot-server|config)/',
    }),
    forbid('console-alone', 'The console and the mini-program do not know each other.', inRoom('^admin-h5/'), {
      path: '^miniapp/',
    }),
    forbid('miniapp-alone', 'The console and the mini-program do not know each other.', inRoom('^miniapp/'), {
      path: '^admin-h5/',
    }),
    forbid(
      'clients-take-types-of-schemas',
      'Validation is the server’s; zod would weigh on the bundle and breaks on DingTalk. Parts are plain constants.',
      inRoom('^(admin-h5|miniapp)/src/'),
      { path: '^(shared/(model/(?!accountParts)|contract/)|node_modules/zod/)', dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'client-features-apart',
      'What two features need belongs into lib or ui; a template’s form is drawn by whoever asks for its values.',
      { path: '^(admin-h5|miniapp)/src/features/([^/]+)/', pathNot: tests },
      { path: '^(admin-h5|miniapp)/src/features/', pathNot: ['^$1/src/features/$2/', '^miniapp/src/features/form/'] },
    ),
    forbid(
      'client-ground',
      'ui and lib carry the features, not the other way round.',
      inRoom('^(admin-h5|miniapp)/src/(ui|lib)/'),
      {
        path: '^(admin-h5|miniapp)/src/(features|pages)/',
      },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|data|\\.cache)/|node_modules/.*/node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'] },
  },
};
