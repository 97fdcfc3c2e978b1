// Reporting without an account, from the code on a wall or an asset: for whoever scans it, and for those who look after it.
import { z } from 'zod';
import { HELD_BECAUSE, HELD_STATES, HELD_STEPS, HOLD_REASONS, PHASES, PHONE_ASKS } from '../kinds';
import { LIMITS } from '../limits';
import { id, instant, line, prose, version } from '../model/base';
import { formValues, voiceNote } from '../model/field';
import { guestRules, labelRef } from '../model/guest';
import { templateView } from '../model/template';
import { WORK_KINDS } from '../model/ticket';
import { endpoint } from './endpoint';
import { asFile, exported } from './export';
import { page, paging } from './paging';
import { identity } from './session';

const named = z.strictObject({ code: z.string(), name: z.string() });
const device = z
  .string()
  .min(20)
  .max(LIMITS.device)
  .regex(/^[A-Za-z0-9_-]+$/);
/** Of a link, as the server made it. */
const secret = z
  .string()
  .min(20)
  .max(LIMITS.device)
  .regex(/^[A-Za-z0-9_-]+$/);
const bilingual = z.strictObject({ zh: z.string(), en: z.string() });

/** As far as it is asked here: the form of the first step, and nothing of how work is done. */
export const publicTemplate = templateView
  .pick({ id: true, code: true, revision: true, name: true, about: true, fields: true, binds: true })
  .extend({ flow: z.array(z.strictObject({ id: z.string(), kind: z.literal('start'), title: bilingual })) });
export type PublicTemplate = z.infer<typeof publicTemplate>;

/** An open report of the same place, without a word of what was written; `ref` opens nothing. */
const nearby = z.strictObject({
  ref: id<'ticket'>(),
  at: instant,
  what: bilingual,
  phase: z.enum(PHASES),
  /** How many others have said that they met the same. */
  others: z.int(),
});
export type NearbyReport = z.infer<typeof nearby>;

const publicPage = z.union([
  z.strictObject({
    state: z.literal('open'),
    org: named,
    contact: z.string().nullable(),
    place: z.strictObject({ name: z.string(), path: z.string().nullable() }),
    greeting: z.string(),
    greetingEn: z.string(),
    phone: z.enum(PHONE_ASKS),
    /** As they are asked here: without the place, which the label says. */
    templates: z.array(publicTemplate),
    nearby: z.array(nearby),
    /** Goes back with the report: when the page was opened, as the server saw it. */
    stamp: z.string(),
  }),
  /** `off`: not without an account; `retired`: the place or asset is no longer in use. */
  z.strictObject({
    state: z.enum(['off', 'retired']),
    org: named,
    contact: z.string().nullable(),
    /** Of a retired one: the nearest place around it that is in use, whose own code leads on. */
    instead: named.nullable(),
  }),
]);
export type PublicPage = z.infer<typeof publicPage>;

/** What somebody wants to know who has just reported: the number, what comes next, and by when. */
const receipt = z.strictObject({
  id: id<'ticket'>(),
  no: z.int(),
  title: z.string(),
  dueAt: instant,
  next: z.enum(WORK_KINDS).nullable(),
});
export type Receipt = z.infer<typeof receipt>;

const heldStanding = z.strictObject({
  id: id<'ticket'>(),
  state: z.enum(HELD_STATES),
  title: z.string(),
  at: instant,
  place: z.string().nullable(),
  /** The ticket's number, once there is one. */
  no: z.int().nullable(),
  /** Why it waits. `again`: this device had said the same here shortly before. */
  because: z.enum(HELD_BECAUSE),
});
export type HeldStanding = z.infer<typeof heldStanding>;

const claimable = receipt.pick({ id: true, no: true, title: true }).extend({ at: instant });
const claimables = z.strictObject({ items: z.array(claimable) });

const rulesView = z.strictObject({ values: guestRules, version });
export type GuestRulesView = z.infer<typeof rulesView>;

const person = z.strictObject({ id: id<'member'>(), name: z.string() });
const place = z.strictObject({ id: z.string(), name: z.string() }).nullable();
const heldView = z.strictObject({
  id: id<'held'>(),
  state: z.enum(HELD_STATES),
  at: instant,
  why: z.array(z.enum(HOLD_REASONS)),
  template: z.strictObject({ id: id<'template'>(), name: bilingual }),
  site: place,
  asset: place,
  /** What was written, piece by piece. */
  words: z.array(z.string()),
  photos: z.array(id<'file'>()),
  voices: z.array(voiceNote),
  phone: z.string().nullable(),
  guest: person.extend({ blocked: z.boolean(), /** Reports of this device so far. */ reports: z.int() }),
  decided: z.strictObject({ at: instant, by: person.nullable() }).nullable(),
  /** What was done about it and its device, taken back or not; the first first. */
  history: z.array(z.strictObject({ what: z.enum(HELD_STEPS), at: instant, by: person.nullable() })),
  ticket: z.strictObject({ id: id<'ticket'>(), no: z.int() }).nullable(),
});
export type HeldView = z.infer<typeof heldView>;

const many = z.array(id<'held'>()).min(1).max(LIMITS.heldAtOnce);
/** Each by itself: what could not be done says why and stays as it was. */
const outcomes = z.strictObject({
  items: z.array(
    z.strictObject({ id: id<'held'>(), done: z.boolean(), no: z.int().nullable(), message: z.string().nullable() }),
  ),
});
export type HeldOutcomes = z.infer<typeof outcomes>;

export const guest = {
  'guest.page': endpoint({
    input: z.strictObject({ label: labelRef }),
    output: publicPage,
    kind: 'read',
    auth: 'none',
    summary: { zh: '扫码报修页', en: 'What a public code leads to' },
  }),
  'guest.begin': endpoint({
    /** `device`: made by the app once, and kept to itself: it is what the person is known by. */
    input: z.strictObject({ label: labelRef, device }),
    output: identity.extend({ token: z.string() }),
    kind: 'command',
    auth: 'none',
    summary: { zh: '访客身份', en: 'Begin without an account' },
  }),
  'guest.report': endpoint({
    input: z.strictObject({
      label: labelRef,
      templateId: id<'template'>(),
      values: formValues,
      /** What stood in the field that no person sees. */
      trap: prose(LIMITS.text).optional(),
      stamp: line(100).optional(),
    }),
    /** `link`: the secret that opens this report anywhere. */
    output: z.union([
      z.strictObject({ outcome: z.literal('accepted'), link: z.string(), report: receipt }),
      z.strictObject({ outcome: z.literal('held'), link: z.string(), held: heldStanding }),
    ]),
    kind: 'command',
    auth: 'member',
    guest: 'only',
    summary: { zh: '访客提交', en: 'Report without an account' },
  }),
  'guest.meToo': endpoint({
    /** `off`: it is taken back. */
    input: z.strictObject({ label: labelRef, ref: id<'ticket'>(), off: z.boolean().optional() }),
    /** `others`: how many stand by it now, oneself included. */
    output: z.strictObject({ others: z.int() }),
    kind: 'command',
    auth: 'member',
    guest: 'only',
    summary: { zh: '我也遇到了', en: 'The same here' },
  }),
  'guest.same': endpoint({
    input: z.strictObject({}),
    /** What others reported and this device has met as well, newest first, and which open reports are its own. */
    output: z.strictObject({
      items: z.array(
        nearby.extend({
          place: z.string().nullable(),
          /** The code on the spot, by which it is taken back and by which one reports there; null: it is out of use. */
          label: z.strictObject({ kind: z.enum(['s', 'a']), org: z.string(), code: z.string() }).nullable(),
        }),
      ),
      own: z.array(id<'ticket'>()),
    }),
    kind: 'read',
    auth: 'member',
    guest: 'only',
    summary: { zh: '我也遇到的', en: 'What I have met as well' },
  }),
  'guest.held': endpoint({
    input: z.strictObject({ id: id<'ticket'>().optional() }),
    /** `contact`: whom to call about them; null where the organization publishes no number. */
    output: z.strictObject({ items: z.array(heldStanding), contact: z.string().nullable() }),
    kind: 'read',
    auth: 'member',
    guest: 'only',
    summary: { zh: '待物业确认的提交', en: 'My reports that wait to be looked at' },
  }),
  'guest.link': endpoint({
    input: z.strictObject({ id: id<'ticket'>() }),
    output: z.strictObject({ link: z.string() }),
    kind: 'read',
    auth: 'member',
    guest: 'only',
    summary: { zh: '跟踪链接', en: 'The link of a report of mine' },
  }),
  'guest.revokeLink': endpoint({
    input: z.strictObject({ id: id<'ticket'>() }),
    output: z.strictObject({}),
    kind: 'command',
    auth: 'member',
    guest: 'only',
    summary: { zh: '停用跟踪链接', en: 'Switch the link of a report of mine off' },
  }),
  'guest.follow': endpoint({
    /** `device`: of whoever opens it; the one on which it was reported needs no link to be known. */
    input: z.strictObject({ link: secret, device: device.optional() }),
    /**
     * `own`: opened on that device, and good for all of its reports; otherwise for following this one. `contact`: whom to call when it
     * leads nowhere any more; a refusal of a link that was good once has it, and the organization's name (`org`), among its data.
     */
    output: identity.extend({
      token: z.string(),
      id: id<'ticket'>(),
      isTicket: z.boolean(),
      own: z.boolean(),
      contact: z.string().nullable(),
    }),
    kind: 'command',
    auth: 'none',
    summary: { zh: '打开跟踪链接', en: 'Follow the link of one report' },
  }),
  'guest.here': endpoint({
    input: z.strictObject({ device }),
    /** Newest first, at most LIMITS.claim of them; none where the device is blocked. */
    output: claimables,
    kind: 'read',
    auth: 'member',
    summary: { zh: '这部手机上未登录时的报修', en: 'Reported on this device without an account' },
  }),
  'guest.claim': endpoint({
    /** `device`: proof that it was this very one; a report's link, which may be passed on, is none. */
    input: z.strictObject({ device, ids: z.array(id<'ticket'>()).min(1).max(LIMITS.claim) }),
    output: claimables,
    kind: 'command',
    auth: 'member',
    also: ['guest_blocked'],
    summary: { zh: '认领未登录时的报修', en: 'They are mine' },
  }),
  'guest.rules': endpoint({
    input: z.strictObject({}),
    output: rulesView,
    kind: 'read',
    auth: 'member',
    grant: 'template.manage',
    summary: { zh: '公开报修设置', en: 'What the public may report' },
  }),
  'guest.changeRules': endpoint({
    input: z.strictObject({ version: version.optional(), values: guestRules }),
    output: rulesView,
    kind: 'command',
    auth: 'member',
    grant: 'template.manage',
    summary: { zh: '修改公开报修设置', en: 'Change what the public may report' },
  }),
  'held.list': endpoint({
    input: z.strictObject({ state: z.enum(HELD_STATES).optional(), ...paging }),
    /** `waiting`: how many are held, 1,000 meaning that many or more. */
    output: page(heldView).extend({ waiting: z.int() }),
    kind: 'read',
    auth: 'member',
    grant: 'ticket.dispatch',
    summary: { zh: '可疑提交', en: 'Reports that wait to be looked at' },
  }),
  'held.export': endpoint({
    input: z.strictObject({ state: z.enum(HELD_STATES).optional(), ...asFile }),
    ...exported,
    grant: 'ticket.dispatch',
    summary: { zh: '导出可疑提交', en: 'Reports that wait to be looked at, as a file' },
  }),
  'held.release': endpoint({
    input: z.strictObject({ ids: many }),
    output: outcomes,
    kind: 'command',
    auth: 'member',
    grant: 'ticket.dispatch',
    summary: { zh: '放行', en: 'Make tickets of held reports' },
  }),
  'held.spam': endpoint({
    /** `block`: nothing more is taken from these devices, of those that were marked before as well. */
    input: z.strictObject({ ids: many, block: z.boolean().optional() }),
    output: outcomes,
    kind: 'command',
    auth: 'member',
    grant: 'ticket.dispatch',
    summary: { zh: '标为垃圾', en: 'Mark held reports as spam' },
  }),
  'held.restore': endpoint({
    /** A blocked device is let in again with the last of its marks; words that were erased meanwhile cannot come back. */
    input: z.strictObject({ ids: many }),
    output: outcomes,
    kind: 'command',
    auth: 'member',
    grant: 'ticket.dispatch',
    summary: { zh: '撤销垃圾标记', en: 'Take the mark of spam back' },
  }),
} as const;
