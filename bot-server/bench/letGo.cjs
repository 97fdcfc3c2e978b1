// Loaded into a server ahead of its program (`node --require`): the embedded database then lets go of what is deleted without overwriting
// it. Only for measuring what the overwriting costs; the product itself has no such setting.
const Module = require('node:module');

const [ON, OFF] = ['secure_delete = ON', 'secure_delete = OFF'];
const load = Module._load;
// The native class's own methods cannot be replaced: the program is given one that is made of it.
Module._load = (request, ...rest) => {
  const real = load(request, ...rest);
  if (request !== '@photostructure/sqlite') return real;
  class LetsGo extends real.DatabaseSync {
    prepare(sql, ...more) {
      if (!sql.includes(ON)) return super.prepare(sql, ...more);
      process.stdout.write('{"msg":"nothing is overwritten"}\n');
      return super.prepare(sql.replace(ON, OFF), ...more);
    }
  }
  return { ...real, DatabaseSync: LetsGo };
};
