// Tests of the rules: plain functions on plain values, so plain Node is enough.
const { shared } = require('../config/run/libraries.cjs');

module.exports = {
  displayName: 'shared',
  testRunner: require.resolve('../config/run/suite.cjs'),
  rootDir: __dirname,
  testEnvironment: require.resolve('../config/run/environment.cjs'),
  testMatch: ['<rootDir>/**/*.test.ts'],
  transform: {
    '\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }],
    ...shared(__dirname, 'fast-check'),
  },
  // Libraries are transformed, too: into a line that fetches them.
  transformIgnorePatterns: [],
};
