// Signing in without being asked, where somebody else knows who is there: once when the page opens, and again when it is wished.
import { useEffect, useRef, useState } from 'react';
import { host } from '../../lib/host';
import { cameAsStranger, enterInside, type Stranger } from '../../lib/inside';
import { asksForServer, rememberedServer } from '../../lib/server';
import { currentSession, hasLeft, rememberedLogin } from '../../lib/session';
import { comeBack } from '../../lib/start';
import { enterByHost, type NotIn } from './hostEntry';

type Entry = {
  readonly busy: boolean;
  /** Somebody whom nobody has bound yet. */
  readonly stranger: Stranger | null;
  readonly drop: () => void;
  readonly enter: (org: string, server?: string) => Promise<void>;
};

/** `onNotIn`: only of what was asked for by a press, or needs to be known; a silent attempt that finds no way in stays silent. */
export function useEntry(onNotIn: (why: NotIn) => void): Entry {
  const [busy, setBusy] = useState(false);
  const [stranger, setStranger] = useState<Stranger | null>(cameAsStranger);
  const told = useRef(onNotIn);
  told.current = onNotIn;

  async function enter(org: string, server?: string): Promise<void> {
    setBusy(true);
    const entered = await enterByHost(org, server);
    // A browser that gives no code may still be sent to the platform's page.
    const leaves = !entered.ok && entered.refusal.why !== 'failure' && (await enterInside(org));
    setBusy(false);
    if (entered.ok) setStranger(entered.value.stranger);
    else if (!leaves) told.current(entered.refusal);
  }

  const start = useRef(enter);
  start.current = enter;
  useEffect(() => {
    const { org } = rememberedLogin();
    if (!org || hasLeft() || (asksForServer() && !rememberedServer())) return;
    if (host.kind !== 'h5') return void (host.can.hostSignIn !== null && start.current(org));
    void comeBack().then(() => {
      if (currentSession()) return;
      if (host.can.hostSignIn === null) void enterInside(org);
      else if (stranger === null && host.launch().query.by !== 'password') void start.current(org);
    });
  }, []);
  return { busy, stranger, drop: () => setStranger(null), enter };
}
