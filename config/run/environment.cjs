// Where suites run that need no page: in the process's own context, not in one of their own, so that what is loaded once
// (./libraries.cjs) and what a suite makes are of the same kind: one Date, one Array, one Error. What a suite changed of the
// process's variables and settings is put back when it ends.
'use strict';
const vm = require('node:vm');
const { LegacyFakeTimers, ModernFakeTimers } = require('@jest/fake-timers');
const { ModuleMocker } = require('jest-mock');

/** Stands for the process's own context, which has no object to be named by. */
const OWN = vm.createContext();
const compile = vm.compileFunction;
vm.compileFunction = (code, parameters, options) =>
  compile(code, parameters, options?.parsingContext === OWN ? { ...options, parsingContext: undefined } : options);

class Reference {
  constructor(id) {
    this.id = id;
  }
  ref() {
    return this;
  }
  unref() {
    return this;
  }
}

module.exports = class Environment {
  constructor({ projectConfig: config }) {
    const global = globalThis;
    this.global = global;
    this.before = { globals: Object.getOwnPropertyDescriptors(global), env: { ...process.env } };
    // As in Jest's own: the line of the test is to be among the lines that are told.
    Error.stackTraceLimit = 100;
    this.moduleMocker = new ModuleMocker(global);
    const timerConfig = { idToRef: (id) => new Reference(id), refToId: (timer) => timer?.id };
    this.fakeTimers = new LegacyFakeTimers({ config, global, moduleMocker: this.moduleMocker, timerConfig });
    this.fakeTimersModern = new ModernFakeTimers({ config, global });
  }

  async setup() {}

  async teardown() {
    this.fakeTimers.dispose();
    this.fakeTimersModern.dispose();
    const { globals, env } = this.before;
    for (const name of Object.getOwnPropertyNames(globalThis)) if (!(name in globals)) delete globalThis[name];
    for (const [name, descriptor] of Object.entries(globals)) {
      const now = Object.getOwnPropertyDescriptor(globalThis, name);
      if (descriptor.configurable && now?.value !== descriptor.value)
        Object.defineProperty(globalThis, name, descriptor);
    }
    for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
    Object.assign(process.env, env);
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  getVmContext() {
    return OWN;
  }
};
