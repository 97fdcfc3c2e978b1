// How long each kind of test may take: `npm test` must end within half an hour on two cores, so whoever adds to it sees here what
// there is left. Seconds are those of the test files themselves, added up; two files run at once.
'use strict';
const path = require('node:path');

const SUITES = [
  { name: 'rules and models', under: 'shared/', seconds: 70 },
  { name: 'settings and scripts', under: 'config/', seconds: 20 },
  { name: 'console', under: 'admin-h5/', seconds: 110 },
  { name: 'mini-program', under: 'miniapp/', seconds: 40 },
  { name: 'stand-in', under: 'bot-server/sandbox/', seconds: 105 },
  { name: 'fuzzing', under: 'bot-server/test/fuzz/', seconds: 200 },
  { name: 'crashes', under: 'bot-server/test/faults/', seconds: 430 },
  { name: 'races', under: 'bot-server/test/races/', seconds: 165 },
  { name: 'isolation', under: 'bot-server/test/isolation/', seconds: 150 },
  { name: 'hostile input', under: 'bot-server/test/hostile/', seconds: 145 },
  { name: 'chat platforms', under: 'bot-server/test/channels/', seconds: 225 },
  { name: 'browsers and built packages', under: 'bot-server/test/e2e/', seconds: 650 },
  { name: 'whole server', under: 'bot-server/test/', seconds: 350 },
  { name: 'server, by feature', under: 'bot-server/src/', seconds: 540 },
];

/** The first that fits: what stands further down may hold it. */
const suiteOf = (file) => SUITES.find(({ under }) => file.startsWith(under));

/**
 * What a run took, suite by suite, as lines to print. `results` as jest writes them: absolute names, times in milliseconds.
 * Files that belong to no suite are named: they have no budget yet.
 */
function budgetLines(results, root) {
  const taken = new Map(SUITES.map((suite) => [suite, 0]));
  const homeless = [];
  for (const { name, startTime, endTime } of results) {
    const file = path.relative(root, name).split(path.sep).join('/');
    const suite = suiteOf(file);
    if (suite === undefined) homeless.push(file);
    else taken.set(suite, taken.get(suite) + (endTime - startTime) / 1000);
  }
  const lines = [...taken].map(([{ name, seconds }, took]) => {
    const over = took > seconds ? '  over its budget' : '';
    return `${name.padEnd(28)}${took.toFixed(0).padStart(5)} s of ${String(seconds).padStart(4)} s${over}`;
  });
  return [...lines, ...homeless.map((file) => `${file} belongs to no suite: it has no budget`)];
}

module.exports = { SUITES, budgetLines };
