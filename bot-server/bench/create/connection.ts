// One keep-alive connection that asks, and waits for the answer. Over bare sockets, since on a small machine whatever the load
// generator takes is taken from what is measured.
import { connect, type Socket } from 'node:net';

export type Answer = { readonly status: number; readonly body: string };
export type Connection = {
  readonly post: (path: string, headers: string, body: string, type?: string) => Promise<Answer>;
  readonly close: () => void;
};

const HEAD_END = Buffer.from('\r\n\r\n');

export async function openConnection(port: number): Promise<Connection> {
  const socket = connect(port, '127.0.0.1');
  socket.setNoDelay(true);
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  return {
    post: (path, headers, body, type = 'application/json') => {
      const answer = answerOn(socket);
      const length = Buffer.byteLength(body);
      socket.write(
        `POST ${path} HTTP/1.1\r\nHost: bench\r\nContent-Type: ${type}\r\nContent-Length: ${length}\r\n${headers}\r\n${body}`,
      );
      return answer;
    },
    close: () => socket.destroy(),
  };
}

/** Answers of the API carry their length. */
function answerOn(socket: Socket): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let got: Buffer = Buffer.alloc(0);
    const end = (settle: () => void) => {
      socket.off('data', take).off('error', fail).off('close', lose);
      settle();
    };
    const take = (chunk: Buffer) => {
      got = got.length === 0 ? chunk : Buffer.concat([got, chunk]);
      const at = got.indexOf(HEAD_END);
      if (at < 0) return;
      const head = got.toString('latin1', 0, at);
      const length = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? Number.NaN);
      if (Number.isNaN(length)) return end(() => reject(new Error(`an answer without a length: ${head}`)));
      const begin = at + HEAD_END.length;
      if (got.length < begin + length) return;
      const whole = got;
      end(() => resolve({ status: Number(head.slice(9, 12)), body: whole.toString('utf8', begin, begin + length) }));
    };
    const fail = (error: Error) => end(() => reject(error));
    const lose = () => end(() => reject(new Error('the server closed the connection')));
    socket.on('data', take).on('error', fail).on('close', lose);
  });
}
