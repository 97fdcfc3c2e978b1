// Every channel through the one suite.
import { randomBytes } from 'node:crypto';
import type { Account } from '../../core/channels';
import { tenantOf } from '../../core/scope';
import { describeChannel, type Subject } from './conformance';
import type { Heard } from './testing/scripted';
import { makeWechat } from './wechat/adapter';
import { makeWecom } from './wecom/adapter';
import { close } from './wecom/crypto';
import { makeWecomGroup } from './wecomGroup/adapter';

const HOUR = 60 * 60 * 1000;
const ID = '0123456789abcdefghjk';
const AES_KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
const base = { id: ID, tenantId: tenantOf(ID), credentials: '' };
/** Another one each time, so that an old one is known. */
const freshToken = () => ({ errcode: 0, access_token: `at-${randomBytes(24).toString('hex')}`, expires_in: 7200 });

const wecom: Subject = {
  make: makeWecom,
  account: {
    ...base,
    kind: 'wecom',
    values: { corpId: 'ww1234567890', agentId: '1000002' },
    secrets: {
      appSecret: 'app-secret-that-nobody-reads',
      callbackToken: 'Token123',
      callbackKey: AES_KEY,
      contactSecret: 'contact-secret-that-nobody-reads',
    },
  },
  to: 'ligong',
  sendPath: '/cgi-bin/message/send',
  well: ({ path }) => {
    if (path === '/cgi-bin/gettoken') return freshToken();
    if (path === '/cgi-bin/message/send') return { errcode: 0, invaliduser: '', msgid: 'm1', response_code: 'rc1' };
    return path === '/cgi-bin/user/list_id' ? { errcode: 0, dept_user: [], next_cursor: '' } : undefined;
  },
  tokens: { path: '/cgi-bin/gettoken', expired: { errcode: 42001, errmsg: 'access_token expired' } },
  codes: [
    [-1, 'later'],
    [45009, 'later'],
    [81013, 'person'],
    [60020, 'account'],
    [43012, 'account'],
    [42045, 'content'],
    [99_999, 'later'],
  ],
  delivery: {
    make: (at, foreign = false) => {
      const corpId = foreign ? 'ww0000000000' : 'ww1234567890';
      const keys = { token: 'Token123', aesKey: AES_KEY, receiver: corpId };
      const inner = `<xml><ToUserName><![CDATA[${corpId}]]></ToUserName><FromUserName><![CDATA[LiGong]]></FromUserName><CreateTime>${at / 1000}</CreateTime><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[template_card_event]]></Event><EventKey><![CDATA[ticket.accept]]></EventKey><TaskId><![CDATA[${ID}]]></TaskId><CardType><![CDATA[button_interaction]]></CardType><ResponseCode><![CDATA[rc1]]></ResponseCode><AgentID>1000002</AgentID></xml>`;
      const sealed = close(keys, inner, String(at / 1000));
      const body = `<xml>\n<ToUserName><![CDATA[${corpId}]]></ToUserName>\n<AgentID><![CDATA[1000002]]></AgentID>\n<Encrypt><![CDATA[${sealed.encrypt}]]></Encrypt>\n</xml>`;
      const query = { msg_signature: sealed.signature, timestamp: sealed.timestamp, nonce: sealed.nonce };
      return { method: 'POST', query, body: Buffer.from(body) };
    },
    means: { type: 'press', from: 'ligong', cardId: ID, action: 'ticket.accept', code: 'rc1' },
    replay: HOUR,
  },
};

const wecomGroup: Subject = {
  make: makeWecomGroup,
  account: {
    ...base,
    kind: 'wecomGroup',
    values: {},
    secrets: { webhookKey: '0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0' },
  },
  to: '',
  sendPath: '/cgi-bin/webhook/send',
  well: ({ path, json }) => {
    if (path !== '/cgi-bin/webhook/send') return undefined;
    const tooLong = Buffer.byteLength(JSON.stringify(json?.markdown ?? '')) > 4_096;
    return tooLong ? { errcode: 40058, errmsg: 'content is too long' } : { errcode: 0, errmsg: 'ok' };
  },
  tokens: null,
  codes: [
    [45009, 'later'],
    [93000, 'account'],
    [40058, 'content'],
  ],
  delivery: null,
};

const wechat: Subject = {
  make: makeWechat,
  account: {
    ...base,
    kind: 'wechat',
    values: {
      appId: 'wx0123456789abcdef',
      subscriptions: [{ topic: 'progress', templateId: 'progress-template', keys: { title: 'thing1' } }],
    },
    secrets: { appSecret: 'app-secret-that-nobody-reads', pushToken: 'Token123', pushKey: AES_KEY },
  } satisfies Account,
  to: 'openid-1',
  sendPath: '/cgi-bin/message/subscribe/send',
  well: ({ path }: Heard) => {
    if (path === '/cgi-bin/stable_token') return freshToken();
    return path === '/cgi-bin/message/subscribe/send' ? { errcode: 0, errmsg: 'ok' } : undefined;
  },
  tokens: { path: '/cgi-bin/stable_token', expired: { errcode: 42001, errmsg: 'access_token expired' } },
  codes: [
    [45009, 'later'],
    [43101, 'person'],
    [40013, 'account'],
    [47003, 'content'],
  ],
  delivery: {
    make: (at, foreign = false) => {
      const appId = foreign ? 'wx0000000000000000' : 'wx0123456789abcdef';
      const inner = JSON.stringify({
        ToUserName: 'gh_1',
        FromUserName: 'openid-1',
        CreateTime: at / 1000,
        MsgType: 'text',
        Content: '我的工单',
        MsgId: '1',
      });
      const sealed = close({ token: 'Token123', aesKey: AES_KEY, receiver: appId }, inner, String(at / 1000));
      const body = JSON.stringify({ ToUserName: 'gh_1', Encrypt: sealed.encrypt });
      const query = {
        msg_signature: sealed.signature,
        timestamp: sealed.timestamp,
        nonce: sealed.nonce,
        encrypt_type: 'aes',
      };
      return { method: 'POST', query, body: Buffer.from(body) };
    },
    means: { type: 'text', from: 'openid-1', text: '我的工单' },
    replay: null,
  },
};

describeChannel('wecom', wecom);
describeChannel('wecomGroup', wecomGroup);
describeChannel('wechat', wechat);
