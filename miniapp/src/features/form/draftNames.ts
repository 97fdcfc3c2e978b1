// Under which names forms are kept: a guest's, and that of somebody with an account. A guest may have filled in those of several
// organizations.
export const guestDraft = (org: string, templateId: string): string => `report.guest.${org}.${templateId}`;
export const ownDraft = (templateId: string): string => `report.${templateId}`;

/** Whose organization a guest's form is for; null: any other form. */
export const orgOfDraft = (key: string): string | null => /^report\.guest\.(.+)\.[^.]+$/.exec(key)?.[1] ?? null;
