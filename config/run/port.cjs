// A port that is free and stays so until somebody listens on it. Those that the system gives out by itself are no good for that: it
// gives them to other programs as well, and to connections that go out, before the one who asked has started.
'use strict';
const { createServer } = require('node:net');

/** Below all that systems give out by themselves (Linux from 32768, macOS and Windows from 49152). */
const [FIRST, LAST] = [20_000, 32_000];
/** Workers of one test run ask at the same time: each has ports of its own. */
const WORKERS = 8;

/** On 127.0.0.1. */
async function freePort() {
  const worker = Number(process.env.JEST_WORKER_ID ?? 0) % WORKERS;
  for (;;) {
    const port = FIRST + worker + WORKERS * Math.floor(Math.random() * ((LAST - FIRST) / WORKERS));
    if (await isFree(port)) return port;
  }
}

function isFree(port) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error) => (error.code === 'EADDRINUSE' ? resolve(false) : reject(error)));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

module.exports = { freePort, FIRST, LAST };
