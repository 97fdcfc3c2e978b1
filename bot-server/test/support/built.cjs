// Before the first suite, once for all of them: the server that tests start as a process is the one that stands in the source now.
const { spawnSync } = require('node:child_process');
const path = require('node:path');

module.exports = () => {
  const build = path.join(__dirname, '../../../config/run/build.mjs');
  const { status } = spawnSync(process.execPath, [build, 'server'], { stdio: 'inherit' });
  if (status !== 0) throw new Error('the server could not be built');
};
