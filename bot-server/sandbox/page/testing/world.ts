// An organization and what the product has sent it, for the page's test.
import { SECRETS } from './product';

export const CORP = 'ww00000000page0001';
export const MINI = 'wx000000000000page';
const TEMPLATE = 'template-progress-0001';
const GROUP = '11111111-2222-4333-8444-555555555555';

export const worldWith = (callback: string) => ({
  corps: [
    {
      corpId: CORP,
      name: '翠湖物业',
      contactSecret: 'contact-secret',
      departments: [
        { id: 2, name: '管理处', parentid: 1 },
        { id: 4, name: '工程部', parentid: 1 },
      ],
      people: [
        { userid: 'dispatch', name: '王磊', department: [2] },
        { userid: 'tech1', name: '张伟', department: [4] },
        { userid: 'tech2', name: '刘洋', department: [4] },
        { userid: 'tech3', name: '孙强', department: [4] },
      ],
      apps: [{ agentId: 1000002, name: '派单', secret: 'app-secret', callback: { url: callback, ...SECRETS } }],
      groups: [{ key: GROUP, name: '翠湖工程群', members: ['dispatch', 'tech1', 'tech2'] }],
    },
  ],
  minis: [
    {
      appid: MINI,
      name: '翠湖报修',
      secret: 'mini-secret',
      people: [{ openid: 'o-wufang', name: '吴芳', phone: '13800138009' }],
      templates: [{ id: TEMPLATE, title: '工单进度通知', keys: [{ key: 'thing1', label: '事项' }] }],
    },
  ],
});

export const offer = (name: string) => ({
  card_type: 'button_interaction',
  source: { desc: '新工单可抢', desc_color: 2 },
  main_title: { title: '#1024 厨房水管漏水' },
  quote_area: { type: 0, quote_text: '洗菜池下面一直滴水，地板已经湿了一片。' },
  horizontal_content_list: [
    { keyname: '位置', value: '1号楼 2单元 301室' },
    { keyname: '时限', value: '今天 14:30' },
  ],
  card_action: { type: 1, url: 'http://127.0.0.1:7300/go/1' },
  task_id: name,
  button_list: [
    { text: '接单', style: 1, key: 'accept' },
    { text: '查看', style: 2, type: 1, url: 'http://127.0.0.1:7300/go/1' },
  ],
});

/** As the product calls the platforms. */
export async function send(sandbox: string) {
  const json = async (path: string, body?: unknown) => {
    const post = body !== undefined && { method: 'POST', body: JSON.stringify(body) };
    const answer = await fetch(`${sandbox}${path}`, { ...post });
    const said = await answer.json();
    if (!answer.ok || (said.errcode ?? 0) !== 0) throw new Error(`${path}: ${JSON.stringify(said)}`);
    return said;
  };
  const { access_token: token } = await json(`/wecom/cgi-bin/gettoken?corpid=${CORP}&corpsecret=app-secret`);
  const { access_token: own } = await json('/wechat/cgi-bin/stable_token', {
    grant_type: 'client_credential',
    appid: MINI,
    secret: 'mini-secret',
  });
  const api = (name: string, body: unknown) => json(`/sandbox/api/${name}`, body);
  const card = (to: string, name: string) =>
    json(`/wecom/cgi-bin/message/send?access_token=${token}`, {
      touser: to,
      msgtype: 'template_card',
      agentid: 1000002,
      template_card: offer(name),
    });
  const recall = (msgid: string) => json(`/wecom/cgi-bin/message/recall?access_token=${token}`, { msgid });
  const group = () =>
    json(`/wecom/cgi-bin/webhook/send?key=${GROUP}`, {
      msgtype: 'template_card',
      template_card: {
        card_type: 'text_notice',
        source: { desc: '新工单' },
        main_title: { title: '#1024 厨房水管漏水' },
        emphasis_content: { title: '14:30', desc: '响应时限' },
        card_action: { type: 1, url: 'http://127.0.0.1:7300/go/1' },
      },
    });
  const notice = () =>
    json(`/wechat/cgi-bin/message/subscribe/send?access_token=${own}`, {
      touser: 'o-wufang',
      template_id: TEMPLATE,
      page: 'pages/todo/index',
      data: { thing1: { value: '厨房水管漏水' } },
    });
  const allow = () => api('mini/consent', { appid: MINI, openid: 'o-wufang', templateIds: [TEMPLATE] });
  return { api, card, recall, group, notice, allow };
}
