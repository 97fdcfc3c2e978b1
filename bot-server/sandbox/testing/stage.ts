// The stand-in with a small world in it, a product behind the callbacks, and short ways to call both.
import type { ChatView, LogCall, Message, StateView } from '../api';
import { type RunningSandbox, startSandbox } from '../start';
import { APPID, CALLBACK, CORP, type Product, startProduct } from './product';

export const AGENT = 1000002;
export const OTHER_AGENT = 1000003;
export const SECRETS = {
  app: 'app-secret-0001',
  other: 'app-secret-0002',
  contact: 'contact-secret-1',
  mini: 'mini-secret-0001',
};
export const GROUP = 'group-key-00000001';
export const TEMPLATE = 'template-00000001';
export const OPENID = 'openid-resident-1';

/** What answers are asked for by name; the rest is compared. */
export type Answered = Readonly<Record<string, unknown>> & {
  readonly errcode: number;
  readonly errmsg: string;
  readonly access_token: string;
  readonly msgid: string;
  readonly response_code: string;
  readonly code: string;
  readonly outcome: string;
  readonly status: number;
  readonly text: string;
  readonly calls: readonly LogCall[];
};

export type Stage = {
  readonly sandbox: RunningSandbox;
  readonly product: Product;
  readonly api: (name: string, body?: object) => Promise<Answered>;
  readonly get: (path: string) => Promise<Answered>;
  readonly post: (path: string, body: unknown) => Promise<Answered>;
  /** With the first application's token. */
  readonly wecom: (api: string, body?: unknown) => Promise<Answered>;
  readonly wechat: (api: string, body: unknown) => Promise<Answered>;
  readonly token: (secret?: string) => Promise<string>;
  readonly forward: (ms: number) => Promise<void>;
  /** To the beginning of the next minute, hour or day: what is counted in one does not begin in one and end in the next. */
  readonly toNext: (span: number) => Promise<void>;
  readonly state: () => Promise<StateView>;
  readonly chat: (userid: string) => Promise<ChatView | undefined>;
  readonly messages: (userid: string) => Promise<readonly Message[]>;
  readonly log: () => Promise<readonly LogCall[]>;
  readonly declare: (world?: object) => Promise<Answered>;
  readonly stop: () => Promise<void>;
};

export const worldOf = (product: string) => ({
  corps: [
    {
      corpId: CORP,
      name: '示例物业',
      contactSecret: SECRETS.contact,
      departments: [
        { id: 1, name: '示例物业', parentid: 0 },
        { id: 2, name: '维修部', parentid: 1 },
        { id: 3, name: '电工组', parentid: 2 },
      ],
      people: [
        { userid: 'LiGong', name: '李工', department: [2] },
        { userid: 'WangGong', name: '王工', department: [3], mobile: '13800000000' },
        { userid: 'ZhaoYi', name: '赵一', department: [1] },
      ],
      apps: [
        {
          agentId: AGENT,
          name: '派单',
          secret: SECRETS.app,
          callback: { url: `${product}/wecom`, ...CALLBACK },
          trustedDomains: ['127.0.0.1', 'paidan.example:8443'],
        },
        { agentId: OTHER_AGENT, name: '别的', secret: SECRETS.other },
      ],
      groups: [{ key: GROUP, name: '维修群', members: ['LiGong', 'WangGong'] }],
    },
  ],
  minis: [
    {
      appid: APPID,
      name: '报修小程序',
      secret: SECRETS.mini,
      push: { url: `${product}/wechat`, ...CALLBACK },
      pages: ['pages/ticket/index'],
      people: [
        { openid: OPENID, name: '张三', phone: '13900000001' },
        { openid: 'openid-abroad', name: 'Ann', phone: '+852 91234567' },
        { openid: 'openid-silent', name: '无号' },
      ],
      templates: [
        {
          id: TEMPLATE,
          title: '工单进度通知',
          keys: [
            { key: 'thing1', label: '事项' },
            { key: 'phrase2', label: '状态' },
            { key: 'time3', label: '时间' },
          ],
        },
      ],
    },
  ],
});

export async function setStage(): Promise<Stage> {
  // Its clock stands still until it is moved: what lives for a second lives however long the answers take.
  const begun = Date.now();
  const [sandbox, product] = await Promise.all([startSandbox({ now: () => begun }), startProduct()]);
  const read = async (response: Response) => {
    const text = await response.text();
    return response.headers.get('content-type')?.includes('json')
      ? JSON.parse(text)
      : { status: response.status, text };
  };
  const get = async (path: string) => read(await fetch(`${sandbox.url}${path}`, { redirect: 'manual' }));
  const post = async (path: string, body: unknown) =>
    read(
      await fetch(`${sandbox.url}${path}`, {
        method: 'POST',
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    );
  const api = (name: string, body: object = {}) => post(`/sandbox/api/${name}`, body);
  const token = async (secret = SECRETS.app) =>
    (await get(`/wecom/cgi-bin/gettoken?corpid=${CORP}&corpsecret=${secret}`)).access_token;
  const miniToken = async () =>
    (
      await post('/wechat/cgi-bin/stable_token', {
        grant_type: 'client_credential',
        appid: APPID,
        secret: SECRETS.mini,
      })
    ).access_token;
  const forward = async (ms: number) => void (await api('clock', { forward: ms }));
  const declare = (world: object = worldOf(product.url)) => api('world', world);
  const state = async () => (await get('/sandbox/api/state')) as unknown as StateView;
  const chat = async (userid: string) => (await state()).chats.find((one) => one.userid === userid);
  await declare();
  // A check has a second; on a busy machine it is one of the next ones that is passed.
  const addresses = async () => {
    const { corps, minis } = await state();
    return [...corps.flatMap(({ apps }) => apps.map(({ callback }) => callback)), ...minis.map(({ push: to }) => to)];
  };
  while (!(await addresses()).every((one) => one?.verified !== false))
    await new Promise((resolve) => setTimeout(resolve, 50));
  return {
    sandbox,
    product,
    api,
    get,
    post,
    token,
    declare,
    state,
    chat,
    wecom: async (name, body) => {
      const path = `/wecom/cgi-bin/${name}${name.includes('?') ? '&' : '?'}access_token=${await token()}`;
      return body === undefined ? get(path) : post(path, body);
    },
    wechat: async (name, body) => post(`/wechat/${name}?access_token=${await miniToken()}`, body),
    forward,
    toNext: async (span) => {
      const { now } = (await get('/sandbox/api/clock')) as unknown as { readonly now: number };
      await forward(span - (now % span));
    },
    messages: async (userid) => (await chat(userid))?.messages ?? [],
    log: async () => (await get('/sandbox/api/log')).calls,
    stop: async () => {
      await Promise.all([sandbox.stop(), product.stop()]);
    },
  };
}

export const text = (more: object = {}) => ({
  touser: 'LiGong',
  msgtype: 'text',
  agentid: AGENT,
  text: { content: '你好' },
  ...more,
});

let cards = 0;
export const buttonCard = (more: object = {}) => {
  cards += 1;
  return {
    card_type: 'button_interaction',
    task_id: `task-${cards}`,
    main_title: { title: '新工单' },
    button_list: [
      { text: '接单', style: 1, key: 'accept' },
      { text: '拒绝', style: 2, key: 'decline' },
    ],
    ...more,
  };
};
export const cardTo = (touser: string, card: object = buttonCard()) => ({
  touser,
  msgtype: 'template_card',
  agentid: AGENT,
  template_card: card,
});
