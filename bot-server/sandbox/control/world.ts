// The consoles of both platforms in one: corps, applications, people, groups and mini-programs are declared, and declared again.

import type { Address } from '../address';
import { addressOf } from '../address';
import type { Box } from '../box';
import { checkUntilRight } from '../checking';
import { DAY } from '../clock';
import { makeExpiring } from '../expiring';
import { makeWindow } from '../meter';
import type { Mini } from '../wechat/mini';
import { checkPush, checkOf as pushCheckOf } from '../wechat/push';
import { checkAddress, checkOf } from '../wecom/check';
import { type App, type Corp, USUAL_LIMITS } from '../wecom/corp';
import { mergeDing } from './ding';
import { setPerson } from './directory';
import type { CorpInput, MiniInput, WorldInput } from './inputs';

const ROOT = 1;

/** Merges, and waits for the first check of each address. */
export async function declareWorld(box: Box, world: WorldInput): Promise<void> {
  const checks: Promise<void>[] = [];
  for (const input of world.corps) {
    const corp = mergeCorp(box, input);
    for (const app of corp.apps.values()) if (app.callback !== null) checks.push(checkApp(box, app, app.callback));
  }
  for (const input of world.minis) {
    const mini = mergeMini(box, input);
    if (mini.push !== null) checks.push(checkMini(box, mini, mini.push));
  }
  for (const input of world.dings) mergeDing(box, input);
  box.stream.changed();
  await Promise.all(checks);
  box.stream.changed();
}

async function checkApp(box: Box, app: App, address: Address): Promise<void> {
  if (address.verified) return;
  await checkAddress(box, app.corpId, address);
  const wanted = () => app.callback === address && box.state.corps.get(app.corpId)?.apps.get(app.agentId) === app;
  void checkUntilRight(address, checkOf(box, app.corpId), wanted).then(box.stream.changed);
}

async function checkMini(box: Box, mini: Mini, address: Address): Promise<void> {
  if (address.verified) return;
  await checkPush(box, mini, address);
  const wanted = () => mini.push === address && box.state.minis.get(mini.appid) === mini;
  void checkUntilRight(address, pushCheckOf(box, mini), wanted).then(box.stream.changed);
}

function mergeCorp({ state, clock }: Box, input: CorpInput): Corp {
  const corp: Corp = state.corps.get(input.corpId) ?? {
    corpId: input.corpId,
    name: input.name,
    contactSecret: null,
    limits: USUAL_LIMITS,
    departments: new Map([[ROOT, { id: ROOT, name: input.name, parentid: 0 }]]),
    people: new Map(),
    members: new Map(),
    apps: new Map(),
    groups: new Map(),
  };
  state.corps.set(corp.corpId, corp);
  corp.name = input.name;
  corp.contactSecret = input.contactSecret ?? corp.contactSecret;
  const given = Object.entries(input.limits ?? {}).filter(([, value]) => value !== undefined);
  corp.limits = { ...corp.limits, ...Object.fromEntries(given) };
  for (const department of input.departments) corp.departments.set(department.id, department);
  for (const person of input.people) setPerson(corp, person);
  for (const { agentId, name, secret, callback, trustedDomains } of input.apps) {
    const app: App = corp.apps.get(agentId) ?? {
      corpId: corp.corpId,
      agentId,
      name,
      secret,
      callback: null,
      trustedDomains: [],
      taskIds: new Set(),
      seen: makeExpiring(clock, DAY),
      dropped: 0,
    };
    app.name = name;
    app.secret = secret;
    app.callback = addressOf(app.callback, callback);
    app.trustedDomains = trustedDomains ?? app.trustedDomains;
    corp.apps.set(agentId, app);
  }
  for (const { key, name, members } of input.groups) {
    const group = state.groups.get(key) ?? { corpId: corp.corpId, key, name, members, window: makeWindow() };
    group.name = name;
    group.members = members;
    state.groups.set(key, group);
    corp.groups.set(key, group);
  }
  return corp;
}

function mergeMini({ state, clock }: Box, input: MiniInput): Mini {
  const mini: Mini = state.minis.get(input.appid) ?? {
    appid: input.appid,
    name: input.name,
    secret: input.secret,
    push: null,
    pages: null,
    org: null,
    people: new Map(),
    templates: new Map(),
    verdicts: [],
    stable: null,
    classic: null,
    forced: makeWindow(),
  };
  state.minis.set(mini.appid, mini);
  mini.name = input.name;
  mini.secret = input.secret;
  mini.org = input.org;
  mini.push = addressOf(mini.push, input.push);
  mini.pages = input.pages === undefined ? mini.pages : new Set(input.pages);
  for (const { openid, name, phone, consents } of input.people) {
    const met = { openid, name, phone: null, consents: new Map(Object.entries(consents)), activeAt: clock.now() };
    const person = mini.people.get(openid) ?? met;
    person.name = name;
    person.phone = phone ?? person.phone;
    mini.people.set(openid, person);
  }
  for (const template of input.templates) mini.templates.set(template.id, template);
  return mini;
}
