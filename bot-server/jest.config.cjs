// Server tests run in Node; TypeScript is only stripped here, `npm run types` checks it.
module.exports = {
  displayName: 'bot-server',
  testEnvironment: 'node',
  testMatch: ['<rootDir>/{src,test,sandbox}/**/*.test.ts'],
  transform: { '\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }] },
};
