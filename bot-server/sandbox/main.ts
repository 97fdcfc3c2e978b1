// The stand-in for WeCom's and WeChat's servers as a program of its own. Never part of a production set-up.
import { closeOutward } from './outward';
import { startSandbox } from './start';

const USUAL_PORT = 7301;

async function main(): Promise<void> {
  const port = Number(process.env.SANDBOX_PORT || USUAL_PORT);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error('SANDBOX_PORT must be a port, 0 to 65535');
  const { url, stop } = await startSandbox({ port, host: process.env.SANDBOX_HOST || '127.0.0.1' });
  console.log(`企业微信与微信模拟器 · WeCom and WeChat stand-in: ${url}/sandbox/`);
  process.send?.({ state: 'listening', url });
  let stopping = false;
  const end = () => {
    if (stopping) process.exit(1);
    stopping = true;
    void stop().then(() => {
      closeOutward();
      process.exit(0);
    });
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, end);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
