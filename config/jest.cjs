// Every workspace's tests, each under its own settings.
module.exports = {
  // Whoever waits for a state waits until it is there: on a busy machine, that is longer than the runner's own five seconds.
  testTimeout: 60_000,
  projects: ['shared', 'config', 'bot-server', 'admin-h5', 'miniapp'].map(
    (workspace) => `<rootDir>/../${workspace}/jest.config.cjs`,
  ),
};
