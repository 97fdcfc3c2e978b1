// The largest of everything. Schemas, database columns and forms are all built from these numbers.

export const LIMITS = {
  code: 40,
  login: 60,
  name: 80,
  /** Of a template, for whoever has to choose. */
  about: 120,
  title: 120,
  text: 500,
  longText: 10_000,
  phone: 20,
  password: 128,
  passwordMin: 8,
  fileName: 200,
  address: 200,
  reason: 500,
  key: 80,
  fieldKey: 40,
  options: 200,
  fields: 100,
  flowNodes: 60,
  photosPerField: 9,
  checks: 60,
  unit: 16,
  /** Of one voice note. */
  voiceSeconds: 60,
  voiceBytes: 4 * 1024 * 1024,
  tags: 10,
  offerTo: 200,
  pageSize: 100,
  importRows: 5_000,
  /** Of a list that is taken along as a file. */
  exportRows: 100_000,
  bodyBytes: 1024 * 1024,
  bodyDepth: 32,
  fileBytes: 20 * 1024 * 1024,
  filePixels: 60_000_000,
  unboundFiles: 200,
  /** Labels that are printed at once, copies included; and how many a request may name. */
  labels: 2_000,
  labelRefs: 5_000,
  /** Mini-program codes that are asked for at once. */
  labelCodes: 20,
  labelPhone: 40,
  /** Of somebody without an account. */
  guestFiles: 12,
  device: 64,
  greeting: 200,
  /** Templates open to the public. */
  publicTemplates: 12,
  /** Held reports decided at once. */
  heldAtOnce: 50,
  /** Reports that are claimed at once. */
  claim: 20,
} as const;

/** The longest side of a stored picture and of its thumbnail, pixels. */
export const IMAGE_SIDE = { full: 2048, thumb: 360 } as const;
