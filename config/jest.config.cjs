// Tests of the settings and of the scripts that run everything.
module.exports = {
  displayName: 'config',
  testRunner: require.resolve('./run/suite.cjs'),
  rootDir: __dirname,
  testEnvironment: 'node',
  testMatch: ['<rootDir>/**/*.test.ts'],
  transform: { '\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }] },
};
