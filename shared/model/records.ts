// The organization's own records: people, departments, roles, sites, assets. Inputs and views; each row has its audit.
import { z } from 'zod';
import { GRANTS, SITE_KINDS } from '../kinds';
import { LIMITS } from '../limits';
import { bilingual, code, id, instant, lat, line, lng, phone, version } from './base';

const state = z.enum(['active', 'retired']);
export type RecordState = z.infer<typeof state>;
const login = z
  .string()
  .trim()
  .min(2)
  .max(LIMITS.login)
  .regex(/^[A-Za-z0-9][A-Za-z0-9._@+-]*$/)
  .toLowerCase();
export const password = z.string().min(LIMITS.passwordMin).max(LIMITS.password);
const optionalLine = line(LIMITS.name).nullable();

const memberBody = {
  login,
  name: line(LIMITS.name),
  phone: phone.nullable(),
  departmentId: id<'department'>().nullable(),
  roles: z.array(code).max(20),
};
const departmentBody = { name: line(LIMITS.name), parentId: id<'department'>().nullable() };
const roleBody = { code, name: bilingual(LIMITS.name), grants: z.array(z.enum(GRANTS)).max(GRANTS.length) };
const siteBody = {
  parentId: id<'site'>().nullable(),
  kind: z.enum(SITE_KINDS),
  name: line(LIMITS.name),
  code,
  lat: lat.nullable(),
  lng: lng.nullable(),
  /** Metres around the point within which one counts as on site. */
  radius: z.int().min(10).max(50_000).nullable(),
};
const assetBody = {
  siteId: id<'site'>().nullable(),
  code,
  name: line(LIMITS.name),
  category: optionalLine,
  model: optionalLine,
  serial: optionalLine,
};

const kept = { state, version };
export const views = {
  member: z.strictObject({
    id: id<'member'>(),
    ...memberBody,
    login: z.string(),
    /** Masked. */
    phone: z.string().max(LIMITS.phone).nullable(),
    pictureId: id<'file'>().nullable(),
    hasPassword: z.boolean(),
    /** Since when their personal data are gone; null: they are not. */
    erasedAt: instant.nullable(),
    ...kept,
  }),
  department: z.strictObject({ id: id<'department'>(), ...departmentBody, ...kept }),
  role: z.strictObject({ id: id<'role'>(), ...roleBody, ...kept }),
  /** `path` is the full name, from the outermost site inwards; `children` counts the sites right inside. */
  site: z.strictObject({ id: id<'site'>(), ...siteBody, path: z.string(), children: z.int(), ...kept }),
  asset: z.strictObject({ id: id<'asset'>(), ...assetBody, sitePath: z.string().nullable(), ...kept }),
} as const;
export type RecordKind = keyof typeof views;
export type ViewOf<Kind extends RecordKind> = z.infer<(typeof views)[Kind]>;

/** What may be left out when a record is made. */
const bodies = {
  member: z.strictObject({
    ...memberBody,
    phone: memberBody.phone.optional(),
    departmentId: memberBody.departmentId.optional(),
    password: password.optional(),
  }),
  department: z.strictObject({ ...departmentBody, parentId: departmentBody.parentId.optional() }),
  role: z.strictObject(roleBody),
  site: z.strictObject({
    ...siteBody,
    parentId: siteBody.parentId.optional(),
    lat: siteBody.lat.optional(),
    lng: siteBody.lng.optional(),
    radius: siteBody.radius.optional(),
  }),
  asset: z.strictObject({
    ...assetBody,
    siteId: assetBody.siteId.optional(),
    category: assetBody.category.optional(),
    model: assetBody.model.optional(),
    serial: assetBody.serial.optional(),
  }),
} as const;
export const creates = bodies;
export type CreateOf<Kind extends RecordKind> = z.infer<(typeof creates)[Kind]>;

/** A change names only what changes; a role's and a site's code stay, since labels and members point to them. */
export const changes = {
  /** `pictureId`: a picture that the one who changes it has uploaded. */
  member: bodies.member.omit({ login: true }).partial().extend({ pictureId: id<'file'>().nullable().optional() }),
  department: bodies.department.partial(),
  role: bodies.role.omit({ code: true }).partial(),
  site: bodies.site.omit({ code: true }).partial(),
  asset: bodies.asset.partial(),
} as const;
export type ChangeOf<Kind extends RecordKind> = z.infer<(typeof changes)[Kind]>;

export const signIn = z.strictObject({
  org: code,
  login,
  password: z.string().min(1).max(LIMITS.password),
  /** Ask for a token in the answer (apps); otherwise a cookie is set (browsers). */
  bearer: z.boolean().optional(),
});
