// Every workspace's tests, each under its own settings.
module.exports = {
  projects: ['shared', 'config', 'bot-server', 'admin-h5', 'miniapp'].map(
    (workspace) => `<rootDir>/../${workspace}/jest.config.cjs`,
  ),
};
