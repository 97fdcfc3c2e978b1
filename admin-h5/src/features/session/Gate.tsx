// Is somebody signed in? Shows the application to them, the sign-in to everybody else. The application's code is fetched apart,
// at once for those who were signed in last time.
import type { Identity } from '@paidan/shared/contract/session';
import { lazy, Suspense, useEffect, useState } from 'react';
import { call, type Refused } from '../../lib/call';
import { recall, remember } from '../../lib/kept';
import { MeContext } from '../../lib/me';
import { onSignedOut } from '../../lib/signedOut';
import { letGo } from '../../lib/unsaved';
import { Opening } from './Opening';
import { goOn } from './onward';
import { SignIn } from './SignIn';

const fetchApp = () => import('../../routes');
const App = lazy(() => fetchApp().then(({ App: app }) => ({ default: app })));

type State =
  | { readonly at: 'asking' }
  | { readonly at: 'outside'; readonly refusal?: Refused }
  | { readonly at: 'inside'; readonly me: Identity; readonly expired: boolean };

export function Gate() {
  const [state, setState] = useState<State>({ at: 'asking' });

  useEffect(() => {
    if (recall<boolean>('wasIn')) void fetchApp().catch(() => undefined);
    void call('session.get', {}).then((answer) => {
      if (answer.ok) return goOn() || setState({ at: 'inside', me: answer.value, expired: false });
      const { refusal } = answer;
      setState(refusal.code === 'signed_out' ? { at: 'outside' } : { at: 'outside', refusal });
    });
    return onSignedOut(() => setState((before) => (before.at === 'inside' ? { ...before, expired: true } : before)));
  }, []);

  const enter = (me: Identity) => {
    remember('wasIn', true);
    if (state.at !== 'inside' && goOn()) return setState({ at: 'asking' });
    setState((before) => {
      // Somebody else signs in where a session had ended: nothing of the first person's page may stay.
      if (before.at === 'inside' && before.me.member.id !== me.member.id) {
        letGo();
        window.location.reload();
      }
      return { at: 'inside', me, expired: false };
    });
  };
  if (state.at === 'asking') return <Opening />;
  if (state.at === 'outside') return <SignIn onIn={enter} {...(state.refusal && { first: state.refusal })} />;
  return (
    <MeContext.Provider value={state.me}>
      <Suspense fallback={<Opening />}>
        <App />
      </Suspense>
      {state.expired && (
        <div className="fixed inset-0 z-50 overflow-auto bg-canvas">
          <SignIn onIn={enter} expired org={state.me.tenant.code} login={state.me.member.login} />
        </div>
      )}
    </MeContext.Provider>
  );
}
