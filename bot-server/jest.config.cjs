// Server tests run in Node, those of the stand-in's page that draw in jsdom (as they say themselves); TypeScript is only stripped
// here, `npm run types` checks it.
const { shared } = require('../config/run/libraries.cjs');

const stripped = (parser) => [
  '@swc/jest',
  { jsc: { target: 'es2022', parser, transform: { react: { runtime: 'automatic' } } } },
];

module.exports = {
  displayName: 'bot-server',
  globalSetup: '<rootDir>/test/support/built.cjs',
  testRunner: require.resolve('../config/run/suite.cjs'),
  testEnvironment: require.resolve('../config/run/environment.cjs'),
  testMatch: ['<rootDir>/{src,test,sandbox}/**/*.test.{ts,tsx}'],
  transform: {
    '\\.ts$': stripped({ syntax: 'typescript' }),
    '\\.tsx$': stripped({ syntax: 'typescript', tsx: true }),
    ...shared(__dirname, 'fast-check', 'playwright-core'),
  },
  // Libraries are transformed, too: into a line that fetches them.
  transformIgnorePatterns: [],
};
