// Every workspace's tests, each under its own settings.
module.exports = {
  // What hangs is ended; nothing else is. Whoever waits for a state waits until it is there, however slow the machine is just then.
  testTimeout: 600_000,
  projects: ['shared', 'config', 'bot-server', 'admin-h5', 'miniapp'].map(
    (workspace) => `<rootDir>/../${workspace}/jest.config.cjs`,
  ),
};
