// Runs one suite as jest does, and takes back what it had Node carry along with every promise. Jest makes such a storage for each suite
// and leaves it there, and so does each store that is watched: after two hundred suites in one process, four fifths of its time
// went into handing them on. Libraries are the process's, as ./libraries.cjs says.
'use strict';
const { AsyncLocalStorage } = require('node:async_hooks');
const circus = require('jest-circus/runner');
require('./compiled.cjs');
const { handOut } = require('./libraries.cjs');

const begun = new Set();
for (const name of ['run', 'enterWith']) {
  const own = AsyncLocalStorage.prototype[name];
  AsyncLocalStorage.prototype[name] = function begin(...words) {
    begun.add(this);
    return own.apply(this, words);
  };
}

module.exports = async function suite(...words) {
  handOut(words[2]);
  try {
    return await (circus.default ?? circus)(...words);
  } finally {
    for (const storage of begun) storage.disable();
    begun.clear();
  }
};
