// Loaded into the server by start.mjs: should that be killed, the server stops as if told to, and is not left behind.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
