// Screens under jsdom, with a stand-in phone in place of Taro's components and API.
/** @type {import('jest').Config} */
module.exports = {
  displayName: 'miniapp',
  testRunner: require.resolve('../config/run/suite.cjs'),
  rootDir: __dirname,
  testEnvironment: 'jsdom',
  testMatch: ['<rootDir>/{src,test}/**/*.test.{ts,tsx}'],
  transform: {
    '\\.tsx?$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic' } },
          target: 'es2022',
        },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
  moduleNameMapper: {
    '\\.scss$': '<rootDir>/test/stubs/style.cjs',
    '^@tarojs/components$': '<rootDir>/test/stubs/components.tsx',
    '^@tarojs/taro$': '<rootDir>/test/stubs/taro.ts',
  },
  setupFilesAfterEnv: ['<rootDir>/test/noStrayUpdates.ts'],
  globals: { PAIDAN_SERVER: 'https://paidan.test', IS_REACT_ACT_ENVIRONMENT: true },
  modulePathIgnorePatterns: ['<rootDir>/dist'],
};
