// What lies over a page in a browser — a sheet, a picture — is closed by Escape and by going back, before the page itself is left: it
// has an entry of its own in the browser's history, with the page's address. Taro's router, which would load the page anew for it,
// never hears of those entries.
import Taro from '@tarojs/taro';

type Open = { readonly close: () => void /** Over which it lies. */; readonly page: string };
/** As the router writes it, and the number of entries of ours below this one on the same page. */
type State = { readonly key?: string; readonly over?: number } | null;
type Router = { readonly history?: { readonly location: { readonly key: string } } };

const open: Open[] = [];
let isListening = false;
/** Of the entry that the browser is at. */
let level = 0;
/** A step of our own is under way, and what is called once it is done. */
let going: Promise<void> | null = null;
let landed: (() => void) | null = null;
/** Some browser may never say that it went. */
const PATIENCE_MS = 500;
/** What the router calls an entry that it has not written. */
const UNNAMED = 'default';

const shownPage = (): string => (Taro as unknown as Router).history?.location.key ?? UNNAMED;
const overIn = (state: State): number => state?.over ?? 0;
const openOn = (page: string): readonly Open[] => open.filter((one) => one.page === page);

/** Answers how to say that it is gone. */
export function cover(close: () => void): () => void {
  listen();
  const mine: Open = { close, page: shownPage() };
  open.push(mine);
  const count = openOn(mine.page).length;
  // One that was closed a moment ago may have left its entry.
  if (count > overIn(window.history.state)) {
    level = count;
    window.history.pushState({ ...window.history.state, over: count }, '');
  }
  return () => {
    open.splice(open.indexOf(mine), 1);
    // Another may come in its place at once.
    setTimeout(() => void settle(), 0);
  };
}

/** Resolves once no entry of what has been closed is left over the page: what replaces the page replaces its own entry. Null: none is. */
export function settle(): Promise<void> | null {
  if (going) return going;
  const surplus = overIn(window.history.state) - openOn(shownPage()).length;
  if (surplus <= 0) return null;
  listen();
  level = overIn(window.history.state);
  return goQuietly(-surplus);
}

/** Between entries of one page, of which nobody hears. */
function goQuietly(steps: number): Promise<void> {
  going = new Promise((resolve) => {
    landed = () => {
      clearTimeout(late);
      [going, landed] = [null, null];
      resolve();
    };
    const late = setTimeout(landed, PATIENCE_MS);
    window.history.go(steps);
  });
  return going;
}

function listen(): void {
  if (isListening) return;
  isListening = true;
  // Before the router's own.
  window.addEventListener('popstate', onBack, true);
  document.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') open[open.length - 1]?.close();
  });
}

function onBack(event: PopStateEvent): void {
  const state = event.state as State;
  const [from, to] = [level, overIn(state)];
  level = to;
  const page = shownPage();
  // To another page: the router's.
  if ((state?.key ?? UNNAMED) !== page || to === from) return;
  event.stopImmediatePropagation();
  const over = openOn(page);
  if (landed) landed();
  // Forward, to what was closed: it does not open again. Back, from what was closed: on to where the way back leads.
  else if (to > from) void goQuietly(from - to);
  else if (over.length <= to) window.history.back();
  else for (const one of over.slice(to).reverse()) one.close();
}
