// Reporting without an account: for whoever scans a public code, and for those who look after it.
import type { Handlers, OpenHandlers } from '../../core/call';
import { beginHandlers } from './begin';
import { claimHandlers } from './claim';
import type { GuestDeps } from './deps';
import { eraseHandlers } from './erase';
import { exportHeld } from './export';
import { makeHeldPhone } from './number';
import { ownHandlers } from './own';
import { makePage } from './page';
import { makeReport } from './report';
import { revokeHandlers } from './revoke';
import { guestRulesHandlers } from './rules';
import { sameHandlers } from './same';
import { spamHandlers } from './spam';

type Endpoint =
  | `guest.${'report' | 'here' | 'claim' | 'held' | 'link' | 'revokeLink' | 'meToo' | 'same' | 'rules' | 'changeRules'}`
  | `held.${'list' | 'export' | 'phone' | 'release' | 'spam' | 'restore'}`
  | 'reporter.erase';

export const guestHandlers = (deps: GuestDeps): Handlers<Endpoint> => ({
  'guest.report': makeReport(deps),
  ...ownHandlers(deps),
  ...sameHandlers(deps),
  ...revokeHandlers(deps),
  ...claimHandlers(deps),
  ...guestRulesHandlers(deps),
  'held.phone': makeHeldPhone(deps),
  'held.export': exportHeld(deps),
  ...spamHandlers(deps),
  ...eraseHandlers(deps),
});

export const guestOpenHandlers = (deps: GuestDeps): OpenHandlers<`guest.${'page' | 'begin' | 'follow'}`> => ({
  'guest.page': makePage(deps),
  ...beginHandlers(deps),
});
