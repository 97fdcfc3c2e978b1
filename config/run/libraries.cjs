// Libraries that tests share: loaded once in a process, by Node itself, where Jest would load (and V8 compile and warm up) them anew for
// each of some two hundred suites. Our own code is still each suite's own. As Jest sees it, this is how their files are transformed.
'use strict';
const path = require('node:path');

const HAND_OUT = 'paidan.library';

module.exports = {
  /** For a workspace's `transform`: what it depends on, and `more` names. */
  shared: (folder, ...more) => {
    const { dependencies } = require(path.join(folder, 'package.json'));
    const names = [...Object.keys(dependencies), ...more].filter((name) => !name.startsWith('@paidan/'));
    return { [`/node_modules/(?:${names.join('|')})/.*\\.c?js$`]: __filename };
  },
  /** Gives an environment what the files ask it for. */
  handOut: (environment) => {
    environment.global[Symbol.for(HAND_OUT)] = require;
  },
  process: () => ({ code: `module.exports = globalThis[Symbol.for('${HAND_OUT}')](__filename);` }),
  getCacheKey: (_text, file) => `${HAND_OUT} ${file}`,
};
