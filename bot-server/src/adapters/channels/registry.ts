// Which channels are there? One line each.
import type { Channels } from '../../core/channels';
import type { ChannelDeps } from './deps';
import { makeDingtalk } from './dingtalk/adapter';
import { makeWechat } from './wechat/adapter';
import { makeWecom } from './wecom/adapter';
import { makeWecomGroup } from './wecomGroup/adapter';

export const makeChannels = (deps: ChannelDeps) =>
  ({
    wecom: makeWecom(deps),
    wecomGroup: makeWecomGroup(deps),
    wechat: makeWechat(deps),
    dingtalk: makeDingtalk(deps),
  }) satisfies Channels;
