// Tests of the rules: plain functions on plain values, so plain Node is enough.
module.exports = {
  displayName: 'shared',
  testRunner: require.resolve('../config/run/suite.cjs'),
  rootDir: __dirname,
  testEnvironment: 'node',
  testMatch: ['<rootDir>/**/*.test.ts'],
  transform: { '\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }] },
};
