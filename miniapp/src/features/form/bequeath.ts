// What somebody wrote without an account is still theirs once they have signed in: it goes on in the form of the same kind.
import { useLayoutEffect } from 'react';
import { host } from '../../lib/host/index';
import { ownPhotos } from '../../lib/outbasket/pictures';
import { currentSession, onSessionChange, type Session } from '../../lib/session';
import { guestDraft, ownDraft } from './draftNames';

/**
 * On a page where somebody may sign in: from whoever was here without an account until then. Done as the session changes, and not while
 * that is drawn: the signed-in form finds it when it reads what is kept.
 */
export function useBequest(): void {
  useLayoutEffect(() => {
    let before = guestName(currentSession());
    return onSessionChange(() => {
      const session = currentSession();
      const from = guestName(session);
      if (from === null && session !== null && before !== null) bequeath(before, session);
      before = from;
    });
  }, []);
}

/** Null: somebody with an account. */
const guestName = (session: Session | null): string | null =>
  session === null ? '' : session.guest === true ? session.member.id : null;

type Kept = { readonly values: object; readonly at: number };

/** Within the organization that they were written for: as its guest, or, as a guest of another, as nobody. */
function bequeath(guest: string, { member: { id: memberId }, tenant }: Session): void {
  const prefixes = [guest, ''].map((who) => `draft.${who}.${guestDraft(tenant.code, '')}`);
  let newest = 0;
  for (const name of host.storage.keys()) {
    const prefix = prefixes.find((one) => name.indexOf(one) === 0);
    if (prefix === undefined) continue;
    const templateId = name.slice(prefix.length);
    const to = `draft.${memberId}.${ownDraft(templateId)}`;
    const [kept, own] = [name, to].map((key) => host.storage.get(key) as Kept | undefined);
    if (!kept || (own && own.at >= kept.at) || !host.storage.set(to, kept).ok) continue;
    host.storage.remove(name);
    ownPhotos(JSON.stringify(kept.values), memberId);
    // The form that comes up is the one that was being filled in last.
    if (kept.at > newest) host.storage.set(`lastTemplate.${memberId}`, templateId);
    newest = Math.max(newest, kept.at);
  }
}
