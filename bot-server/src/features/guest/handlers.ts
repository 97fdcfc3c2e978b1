// Reporting without an account: for whoever scans a public code, and for those who look after it.
import type { Handlers, OpenHandlers } from '../../core/call';
import { beginHandlers } from './begin';
import type { GuestDeps } from './deps';
import { ownHandlers } from './own';
import { makePage } from './page';
import { makeReport } from './report';
import { guestRulesHandlers } from './rules';
import { spamHandlers } from './spam';

type Endpoint =
  | `guest.${'report' | 'held' | 'link' | 'meToo' | 'rules' | 'changeRules'}`
  | `held.${'list' | 'release' | 'spam' | 'restore'}`;

export const guestHandlers = (deps: GuestDeps): Handlers<Endpoint> => ({
  'guest.report': makeReport(deps),
  ...ownHandlers(deps),
  ...guestRulesHandlers(deps),
  ...spamHandlers(deps),
});

export const guestOpenHandlers = (deps: GuestDeps): OpenHandlers<`guest.${'page' | 'begin' | 'follow'}`> => ({
  'guest.page': makePage(deps),
  ...beginHandlers(deps),
});
