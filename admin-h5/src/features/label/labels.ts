// What a label's code says: the report page of the phone app, with organization and place filled in.

export const SIZES = ['a4', 'small', 'large'] as const;
export type Size = (typeof SIZES)[number];
export type Label = {
  readonly id: string;
  readonly name: string;
  /** Where it is, without its own name. */
  readonly path: string;
  readonly code: string;
  readonly siteId: string | null;
  readonly link: string;
};

type Place = { readonly siteId?: string | null; readonly assetId?: string };

/** An asset's code alone suffices where it stands nowhere; otherwise the site goes along, so that the form need not ask. */
export function linkOf(origin: string, tenantCode: string, { siteId, assetId }: Place): string {
  const query = new URLSearchParams({ t: tenantCode });
  if (siteId) query.set('s', siteId);
  if (assetId) query.set('a', assetId);
  return `${origin}/m/#/pages/report/index?${query}`;
}
