// Every workspace's tests, each under its own settings.
module.exports = {
  // What hangs is ended; nothing else is. Whoever waits for a state waits until it is there, however slow the machine is just then.
  testTimeout: 600_000,
  // Each suite leaves something in its process: two hundred of them came close to what Node has room for.
  workerIdleMemoryLimit: '1GB',
  projects: ['shared', 'config', 'bot-server', 'admin-h5', 'miniapp'].map(
    (workspace) => `<rootDir>/../${workspace}/jest.config.cjs`,
  ),
};
