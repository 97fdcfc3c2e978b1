// In which order jest runs the files.
'use strict';
const path = require('node:path');
const { default: Sequencer } = require('@jest/test-sequencer');
const { longestFirst } = require('./budget.cjs');

module.exports = class Sequence extends Sequencer {
  sort(tests) {
    return longestFirst([...tests], path.resolve(__dirname, '../..'));
  }
};
