// Who is not signed in, or only a guest, where something can be reported: a public code leads on without an account; otherwise
// one signs in.
import { useEffect } from 'react';
import { hasCode, readQuery } from '../../lib/code';
import { labelOf, lastLabel, publicPage } from '../../lib/guest';
import { replace } from '../../lib/route';
import { useSession } from '../../lib/session';
import { SignIn } from './SignIn';

type Query = Readonly<Record<string, string | undefined>>;

/** Signing in shows at once: the other page takes its place as soon as it is known to be open. */
export function Stranger({ query }: { readonly query: Query }) {
  const guest = useSession()?.guest === true;
  const opened = JSON.stringify(query);
  useEffect(() => {
    const asked = JSON.parse(opened) as Query;
    if (!hasCode(asked)) return void (guest && replace('guest'));
    const spot = readQuery(asked);
    let gone = false;
    // Nothing can be read from it: a guest is told so there, anybody else signs in here.
    if (spot === null) return void (guest && replace('guest', asked));
    void publicPage(labelOf(spot)).then((answer) => {
      if (!gone && (guest || answer.ok)) replace('guest', asked);
    });
    return () => {
      gone = true;
    };
  }, [opened, guest]);
  return guest && lastLabel() !== null ? null : <SignIn />;
}
