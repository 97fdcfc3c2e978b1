// DingTalk's console, and a phone with DingTalk on it: organizations are declared, and a call inside the app gives a code.
import type { Box } from '../box';
import { giveDingCode } from '../dingtalk/login';
import type { DingApp, DingOrg } from '../dingtalk/org';
import { sha1 } from '../envelope';
import { type Wrong, wrong } from './find';
import type { DingInput } from './inputs';

export function mergeDing({ state }: Box, input: DingInput): void {
  const org: DingOrg = state.dings.get(input.corpId) ?? {
    corpId: input.corpId,
    name: input.name,
    org: input.org,
    people: new Map(),
    apps: new Map(),
  };
  state.dings.set(org.corpId, org);
  org.name = input.name;
  org.org = input.org;
  for (const { userid, name, mobile, outside } of input.people) {
    const fresh = { userid, unionid: unionOf(org.corpId, userid), name, mobile: null, active: true, outside: false };
    const person = org.people.get(userid) ?? fresh;
    person.name = name;
    person.mobile = mobile ?? person.mobile;
    person.outside = outside ?? person.outside;
    person.active = true;
    org.people.set(userid, person);
  }
  for (const { clientId, name, secret, redirects, ips, scope, mayRead } of input.apps) {
    const fresh: DingApp = {
      clientId,
      corpId: org.corpId,
      name,
      secret,
      redirects: [],
      ips: null,
      scope: null,
      mayRead: true,
      token: null,
    };
    const app = org.apps.get(clientId) ?? fresh;
    if (app.secret !== secret) app.token = null;
    app.name = name;
    app.secret = secret;
    app.redirects = redirects ?? app.redirects;
    app.ips = ips === undefined ? app.ips : ips;
    app.scope = scope === undefined ? app.scope : scope && new Set(scope);
    app.mayRead = mayRead ?? app.mayRead;
    org.apps.set(clientId, app);
  }
}

const unionOf = (corpId: string, userid: string): string => `u${sha1(`${corpId} ${userid}`).slice(0, 22)}`;

type At = { readonly corpId: string; readonly clientId: string; readonly userid: string };

/** `dd.getAuthCode` in the mini-program, `dd.requestAuthCode` in a page. */
export function dingCode(box: Box, { corpId, clientId, userid }: At): { code: string } | Wrong {
  const org = box.state.dings.get(corpId);
  if (org === undefined) return wrong(`no organization ${corpId}`);
  if (!org.apps.has(clientId)) return wrong(`no app ${clientId} in ${corpId}`);
  if (!org.people.get(userid)?.active) return wrong(`no person ${userid} in ${corpId}`);
  return { code: giveDingCode(box, { kind: 'host', clientId, corpId, userid }) };
}

export function dingLeaves(box: Box, { corpId, userid }: Omit<At, 'clientId'>): object | Wrong {
  const person = box.state.dings.get(corpId)?.people.get(userid);
  if (person === undefined) return wrong(`no person ${userid} in ${corpId}`);
  person.active = false;
  box.stream.changed();
  return {};
}
