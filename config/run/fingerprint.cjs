// What a result was made from, as one hash: equal inputs, equal hash, on every machine. CommonJS, so that jest can load it too.
const { createHash } = require('node:crypto');
const { readdirSync, readFileSync, statSync } = require('node:fs');
const path = require('node:path');

const SKIPPED_FOLDERS = new Set(['node_modules', 'dist', 'test']);
const isTest = (name) => /\.test\.[cm]?[jt]sx?$/.test(name);

/**
 * The hash of the given files and folders (paths from `root`), by path and content: times and order do not matter.
 * Folders are walked; installed packages, outputs, tests and hidden files in them do not count. A path that is not there
 * counts as absent. `more` is hashed along, for settings that change the result.
 */
function fingerprint(root, inputs, more = '') {
  const hash = createHash('sha256');
  for (const file of filesIn(root, inputs)) {
    const content = readFileSync(path.join(root, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.update(`\0${more}`).digest('hex');
}

/** Sorted paths from `root`, with slashes everywhere. */
function filesIn(root, inputs) {
  const files = new Set();
  const visit = (relative) => {
    const stat = statSync(path.join(root, relative), { throwIfNoEntry: false });
    if (stat?.isFile()) files.add(relative);
    if (!stat?.isDirectory()) return;
    for (const name of readdirSync(path.join(root, relative))) {
      if (name.startsWith('.') || SKIPPED_FOLDERS.has(name) || isTest(name)) continue;
      visit(`${relative}/${name}`);
    }
  };
  for (const input of inputs) visit(input);
  return [...files].sort();
}

module.exports = { fingerprint, filesIn };
