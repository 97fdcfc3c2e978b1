// Every way in which the product says no, and the HTTP status that each travels with. A refusal is a value, not an error.
import type { Json } from './kernel/json';

export const REFUSALS = {
  // the request itself
  invalid: 400,
  bad_json: 400,
  too_deep: 400,
  too_large: 413,
  unsupported_media: 415,
  unknown_endpoint: 404,
  method_not_allowed: 405,
  // who is asking
  signed_out: 401,
  bad_credentials: 401,
  wrong_password: 403,
  locked_out: 429,
  foreign_origin: 403,
  forbidden: 403,
  not_found: 404,
  // what the ticket allows now
  not_yours: 403,
  not_a_caller: 403,
  not_offered: 403,
  taken: 409,
  already: 409,
  ended: 409,
  wrong_step: 409,
  accept_first: 409,
  arrive_first: 409,
  stale: 409,
  cooling_down: 429,
  outside_fence: 422,
  position_vague: 422,
  position_missing: 422,
  form: 422,
  not_candidate: 422,
  nobody: 422,
  unknown_reference: 422,
  // records
  key_reused: 409,
  duplicate: 409,
  in_use: 409,
  retired: 409,
  flow: 422,
  last_admin: 409,
  erased: 409,
  erase_self: 409,
  // files and spreadsheets
  file_type: 415,
  file_heic: 415,
  file_damaged: 422,
  file_pixels: 422,
  file_sound: 413,
  file_count: 429,
  sheet: 422,
  export_rows: 422,
  // labels
  label_count: 422,
  no_font: 409,
  // chat platforms
  channel_trouble: 409,
  not_bound: 409,
  bound_elsewhere: 409,
  bound_to_other: 409,
  phone_shared: 409,
  too_late: 409,
  missing_values: 422,
  risky_content: 422,
  too_many: 429,
  // reports without an account
  guest_off: 403,
  guest_limit: 429,
  guest_blocked: 403,
  link_over: 404,
  link_revoked: 404,
  link_only: 403,
  // ours
  busy: 503,
  full: 507,
  fault: 500,
} as const satisfies Record<string, number>;

export type RefusalCode = keyof typeof REFUSALS;
export type Refusal = { readonly code: RefusalCode; readonly data?: Readonly<Record<string, Json>> };

export const refuse = (code: RefusalCode, data?: Readonly<Record<string, Json>>): Refusal =>
  data === undefined ? { code } : { code, data };
