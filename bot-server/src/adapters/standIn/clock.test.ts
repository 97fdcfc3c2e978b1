// The product's time follows the stand-in's, and whoever wants to know hears of each move.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PATIENCE_MS } from '../../../test/support/patience';
import { makeLog } from '../../core/log';
import { standInClock } from './clock';

let server: Server;
let answer: { readonly status: number; readonly body: string };
beforeAll(async () => {
  server = createServer((_request, response) => {
    response.statusCode = answer.status;
    response.end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const at = (offset: unknown) => ({ status: 200, body: JSON.stringify({ offset }) });
const until = async (holds: () => boolean) => {
  for (const end = Date.now() + PATIENCE_MS; !holds(); await new Promise((resolve) => setTimeout(resolve, 10)))
    if (Date.now() > end) throw new Error('waited in vain');
};

test('each move is told once; what is no time moves nothing', async () => {
  const HOUR = 3_600_000;
  answer = at(0);
  let moves = 0;
  const { port } = server.address() as AddressInfo;
  const clock = await standInClock(`http://127.0.0.1:${port}`, makeLog('silent'), () => {
    moves += 1;
  });
  const ahead = () => Math.round((clock.now() - Date.now()) / HOUR);
  expect([ahead(), moves]).toEqual([0, 0]);
  answer = at(HOUR);
  await until(() => moves > 0);
  expect([ahead(), moves]).toEqual([1, 1]);
  let asked = 0;
  server.on('request', () => {
    asked += 1;
  });
  for (const nothing of [at(HOUR), at('later'), { status: 500, body: '<html>' }]) {
    const before = asked;
    answer = nothing;
    // The one after the next has had this answer for certain.
    await until(() => asked > before + 1);
  }
  expect([ahead(), moves]).toEqual([1, 1]);
  answer = at(3 * HOUR);
  await until(() => moves > 1);
  expect([ahead(), moves]).toEqual([3, 2]);
});
