// The frame around every page: navigation at the side on a desktop, at the foot on a phone.
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { Link, Outlet, useLocation, useNavigate } from 'react-router';
import { useKeys } from '../../lib/keys';
import { useMay } from '../../lib/me';
import { useWide } from '../../lib/wide';
import { useText } from '../../text/useText';
import { SkeletonRows } from '../../ui/Skeleton';
import { BottomBar } from './BottomBar';
import { Boundary } from './Broken';
import { EVERY, useNav } from './nav';
import { SideNav } from './SideNav';

const Palette = lazy(() => import('./Palette'));
const OwnPassword = lazy(() => import('./OwnPassword'));
const ShortcutSheet = lazy(() => import('./ShortcutSheet'));

export function Shell() {
  const text = useText();
  const [open, setOpen] = useState<'palette' | 'keys' | 'password' | null>(null);
  const { pathname } = useLocation();
  const desktop = useWide(768);
  const main = useRef<HTMLElement>(null);
  const close = () => setOpen(null);

  useShellKeys(
    () => setOpen('palette'),
    () => setOpen('keys'),
  );
  const section = pathname.split('/')[1];
  // A new section starts at its top.
  useEffect(() => {
    main.current?.scrollTo?.(0, 0);
  }, [section]);

  return (
    <div className="flex h-full md:flex-row print:block">
      {/* In place of its entry in the browser's history, whose numbers the router would lose. */}
      <Link
        to="#main"
        replace
        onClick={() => main.current?.focus()}
        className="absolute left-2 top-2 z-50 -translate-y-20 rounded bg-accent px-3 py-2 text-accent-on focus:translate-y-0"
      >
        {text.shell.skip}
      </Link>
      {desktop && (
        <SideNav
          onPalette={() => setOpen('palette')}
          onKeys={() => setOpen('keys')}
          onPassword={() => setOpen('password')}
        />
      )}
      <main
        id="main"
        ref={main}
        tabIndex={-1}
        className="relative min-w-0 flex-1 overflow-y-auto overflow-x-hidden focus:outline-none print:overflow-visible"
      >
        <Boundary place={pathname}>
          <Suspense fallback={<SkeletonRows className="pt-20" />}>
            <Outlet />
          </Suspense>
        </Boundary>
      </main>
      {!desktop && <BottomBar onPassword={() => setOpen('password')} />}
      <Suspense fallback={null}>
        {open === 'palette' && <Palette onClose={close} />}
        {open === 'password' && <OwnPassword onClose={close} />}
        {open === 'keys' && <ShortcutSheet onClose={close} />}
      </Suspense>
    </div>
  );
}

function useShellKeys(palette: () => void, help: () => void) {
  const go = useNavigate();
  const mayReport = useMay('ticket.create');
  const pages = useNav(EVERY);
  useKeys({
    'mod+k': palette,
    '?': help,
    ...(mayReport && { n: () => go('/report') }),
    ...Object.fromEntries(pages.map((page) => [page.keys, () => go(page.to)])),
  });
}
