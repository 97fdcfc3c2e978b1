// The stand-in for the chat platforms as tests use it: what people see on their phones, what they press and say, what goes wrong.
import { connect, createServer, type Server, type Socket } from 'node:net';
import { freePort } from '../../../config/run/port.cjs';
import type { LogCall, Message, StateView } from '../../sandbox/api';
import { type RunningSandbox, startSandbox } from '../../sandbox/start';

export type { Delivery, LogCall, Message } from '../../sandbox/api';
export type App = { readonly corpId: string; readonly agentId: number };
export type Wire = { readonly url: string; readonly body: string; readonly type: string };
export type Raw = {
  readonly status: number;
  readonly body: string;
  readonly plain: string | null;
  readonly wire: Wire;
};
export type Fault = {
  readonly on: 'wecom' | 'wechat' | 'dingtalk';
  readonly api: string;
  readonly kind: string;
  readonly times?: number;
  readonly ms?: number;
};

export type StandIn = {
  /** Through which the product reaches it: the line can be cut. */
  readonly url: string;
  readonly tell: <Answer = unknown>(what: string, body: object) => Promise<Answer>;
  readonly state: () => Promise<StateView>;
  /** What this person's app shows, oldest first; recalled ones are gone. */
  readonly phone: (userid: string) => Promise<readonly Message[]>;
  readonly group: () => Promise<readonly Message[]>;
  readonly resident: (openid: string) => Promise<readonly Message[]>;
  /** How many messages the platform took and showed to nobody. */
  readonly dropped: () => Promise<number>;
  readonly fault: (fault: Fault) => Promise<void>;
  /** How many calls are still to suffer what was ordered for this API. */
  readonly faultsLeft: (api: string) => Promise<number>;
  /** The last calls, of those after this one. */
  readonly log: (after?: number) => Promise<readonly LogCall[]>;
  /** Connections are refused from now on, or taken again. */
  readonly cut: () => Promise<void>;
  readonly mend: () => Promise<void>;
  /** No trouble any more, of whichever kind. */
  readonly heal: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

export const startStandIn = async (): Promise<StandIn> => lookInto(await startSandbox());

/** One that runs already, wherever that is. */
export async function lookInto(box: Pick<RunningSandbox, 'url' | 'stop'>): Promise<StandIn> {
  const line = await layLine(Number(new URL(box.url).port));
  const ask = async (what: string, init?: RequestInit) => {
    const answer = await fetch(`${box.url}/sandbox/api/${what}`, init);
    const text = await answer.text();
    if (!answer.ok) throw new Error(`stand-in: ${what}: ${answer.status} ${text}`);
    return JSON.parse(text);
  };
  const tell: StandIn['tell'] = (what, body) =>
    ask(what, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
  const state = (): Promise<StateView> => ask('state');
  const ordered = async () =>
    ((await ask('fault')) as { readonly faults: readonly (Fault & { readonly times: number })[] }).faults;
  const messages = async (fits: (chat: StateView['chats'][number]) => boolean) =>
    (await state()).chats.filter(fits).flatMap((chat) => chat.messages.filter(({ recalled }) => !recalled));
  return {
    url: line.url,
    tell,
    state,
    phone: (userid) => messages((chat) => chat.kind === 'app' && chat.userid === userid),
    group: () => messages((chat) => chat.kind === 'group'),
    resident: (openid) => messages((chat) => chat.kind === 'mini' && chat.openid === openid),
    dropped: async () => (await state()).chats.reduce((sum, chat) => sum + chat.dropped, 0),
    fault: async (fault) => void (await tell('fault', fault)),
    faultsLeft: async (api) => (await ordered()).find((one) => one.api === api)?.times ?? 0,
    log: async (after = 0) => (await ask(`log?after=${after}`)).calls,
    cut: line.cut,
    mend: line.mend,
    heal: async () => {
      await line.mend();
      for (const { on, api, kind } of await ordered()) await tell('fault', { on, api, kind, times: 0 });
    },
    stop: async () => {
      await line.cut();
      await box.stop();
    },
  };
}

/** A line to the port that can be cut and mended, always at the same address. */
async function layLine(to: number) {
  const sockets = new Set<Socket>();
  const server: Server = createServer((near) => {
    const far = connect(to, '127.0.0.1');
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
    }
    near.pipe(far).pipe(near);
    near.once('close', () => far.destroy());
    far.once('close', () => near.destroy());
  });
  const listen = (port: number) =>
    new Promise<number>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => {
        server.off('error', reject);
        const address = server.address();
        resolve(typeof address === 'object' && address !== null ? address.port : port);
      });
    });
  // The same one again when it is mended.
  const port = await listen(await freePort());
  return {
    url: `http://127.0.0.1:${port}`,
    cut: async () => {
      if (!server.listening) return;
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    mend: async () => {
      if (!server.listening) await listen(port);
    },
  };
}

type Card = Readonly<Record<string, unknown>>;
type Button = { readonly type?: number; readonly text: string; readonly key?: string };

/** What somebody reads on a message: words as they stand on the phone. */
export const wordsOn = ({ card, text, link, template }: Message): string =>
  [text, card === undefined ? '' : JSON.stringify(card), link?.title, JSON.stringify(template ?? '')].join(' ');

/** What can be pressed on it now. */
export function keysOn({ card, recalled }: Message): readonly string[] {
  if (card === undefined || recalled || card.replace_text !== undefined) return [];
  return ((card.button_list ?? []) as readonly Button[]).flatMap(({ type, key }) => (type === 1 ? [] : [key ?? '']));
}
/** What stands in place of buttons. */
export const statusOn = ({ card }: Message): string | undefined => (card as Card | undefined)?.replace_text as string;
export const titleOn = ({ card }: Message): string =>
  (card?.main_title as { readonly title?: string } | undefined)?.title ?? '';
export const headingOn = ({ card }: Message): string =>
  (card?.source as { readonly desc?: string } | undefined)?.desc ?? '';
