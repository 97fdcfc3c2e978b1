// The console's tests run in jsdom; styles are left out, TypeScript is only stripped (`npm run types` checks it).
module.exports = {
  displayName: 'admin-h5',
  testRunner: require.resolve('../config/run/suite.cjs'),
  rootDir: __dirname,
  testEnvironment: 'jsdom',
  testEnvironmentOptions: { url: 'http://localhost/admin/' },
  setupFiles: ['<rootDir>/test/encode.cjs', '<rootDir>/test/setup.ts'],
  testMatch: ['<rootDir>/{src,test}/**/*.test.{ts,tsx}'],
  moduleNameMapper: { '\\.css$': '<rootDir>/test/style.cjs' },
  transformIgnorePatterns: ['/node_modules/(?!(lucide-react|uqr|react-router|@tanstack)/)'],
  transform: {
    '\\.(ts|tsx|js|mjs)$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic' } },
        },
      },
    ],
  },
};
