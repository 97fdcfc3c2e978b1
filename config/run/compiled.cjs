// Jest has V8 compile the same files anew for each suite of a process. What V8 made of a file the first time is kept here, and handed
// to it the next time.
'use strict';
const vm = require('node:vm');

/** File → its text and parameters, and what V8 made of them. V8 looks at the length alone, and workspaces transform a file differently. */
const kept = new Map();
const compile = vm.compileFunction;

vm.compileFunction = (code, parameters, options) => {
  const { filename } = options ?? {};
  if (filename === undefined) return compile(code, parameters, options);
  const before = kept.get(filename);
  const names = String(parameters);
  if (before?.code === code && before.names === names)
    return compile(code, parameters, { ...options, cachedData: before.data });
  const made = compile(code, parameters, { ...options, produceCachedData: true });
  if (made.cachedDataProduced) kept.set(filename, { code, names, data: made.cachedData });
  return made;
};
