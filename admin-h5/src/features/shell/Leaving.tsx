// Asks before a page is left on which something is not saved. The router of our choice cannot be stopped from inside, and the one
// that can is three times as large: here whatever navigates goes through a navigator that asks first, and back is taken back.
import { type ReactNode, useContext, useLayoutEffect, useMemo, useRef } from 'react';
import { UNSAFE_NavigationContext as Navigation, type Navigator, useHref, useLocation } from 'react-router';
import { useSignal } from '../../lib/signal';
import { isUnsaved, leave, leaving, letGo } from '../../lib/unsaved';
import { useText } from '../../text/useText';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';

export function Leaving({ children }: { children: ReactNode }) {
  const routing = useContext(Navigation);
  const location = useLocation();
  const here = useRef('');
  here.current = pageOf(useHref(location));
  useBackAsks(here, location.key);
  const navigator = useMemo(() => asksFirst(routing.navigator, here), [routing.navigator]);
  const asking = useMemo(() => ({ ...routing, navigator }), [routing, navigator]);
  const act = useSignal(leaving);
  return (
    <Navigation.Provider value={asking}>
      {children}
      {act && <Question onLeave={act} />}
    </Navigation.Provider>
  );
}

type Here = { readonly current: string };

/** Another place on the same page loses nothing. */
const pageOf = (href: string): string => href.split('#')[0] ?? '';

function asksFirst(navigator: Navigator, here: Here): Navigator {
  const unlessHere = (to: Parameters<Navigator['push']>[0], act: () => void) =>
    pageOf(navigator.createHref(to)) === here.current ? act() : leave(act);
  return {
    ...navigator,
    push: (to, ...more) => unlessHere(to, () => navigator.push(to, ...more)),
    replace: (to, ...more) => unlessHere(to, () => navigator.replace(to, ...more)),
    go: (by) => leave(() => navigator.go(by)),
  };
}

/**
 * Back and forward have happened when the page hears of them: the browser is sent to where it was before the router notices. The
 * router numbers its entries, which tells how far that is.
 */
function useBackAsks(here: Here, key: string) {
  const at = useRef<unknown>(null);
  // Each place that the router goes to has another key.
  useLayoutEffect(() => {
    at.current = window.history.state?.idx;
  }, [key]);
  useLayoutEffect(() => {
    const onPop = (event: PopStateEvent) => {
      const { pathname, search } = window.location;
      const by = Number(event.state?.idx) - Number(at.current);
      if (!isUnsaved() || pathname + search === here.current || !by) return;
      event.stopImmediatePropagation();
      window.history.go(-by);
      leave(() => window.history.go(by));
    };
    // Before the router's own listener, wherever that stands.
    window.addEventListener('popstate', onPop, true);
    return () => window.removeEventListener('popstate', onPop, true);
  }, [here]);
}

function Question({ onLeave }: { onLeave: () => void }) {
  const { common } = useText();
  const stay = () => leaving.set(null);
  const go = () => {
    stay();
    letGo();
    onLeave();
  };
  return (
    <Dialog
      size="sm"
      title={common.leave}
      onClose={stay}
      foot={
        <>
          <Button onClick={go}>{common.discard}</Button>
          <Button look="primary" data-first="" onClick={stay}>
            {common.goOn}
          </Button>
        </>
      }
    >
      <p className="pb-4 text-ink-2">{common.leaveWords}</p>
    </Dialog>
  );
}
