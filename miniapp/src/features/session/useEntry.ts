// Signing in without being asked, where somebody else knows who is there: once when the page opens, and again when it is wished.
import { useEffect, useRef, useState } from 'react';
import { host } from '../../lib/host';
import { enterInside } from '../../lib/inside';
import { asksForServer, rememberedServer } from '../../lib/server';
import { currentSession, hasLeft, rememberedLogin } from '../../lib/session';
import { comeBack } from '../../lib/start';
import { enterByHost, type NotIn } from './hostEntry';

type Entry = {
  readonly busy: boolean;
  /** Of somebody whom nobody has bound yet. */
  readonly ticket: string | null;
  readonly drop: () => void;
  readonly enter: (org: string) => Promise<void>;
};

/** `onNotIn`: only of what was asked for by a press, or needs to be known; a silent attempt that finds no way in stays silent. */
export function useEntry(onNotIn: (why: NotIn) => void): Entry {
  const [busy, setBusy] = useState(false);
  const [ticket, setTicket] = useState<string | null>(null);
  const told = useRef(onNotIn);
  told.current = onNotIn;

  async function enter(org: string): Promise<void> {
    setBusy(true);
    const entered = await enterByHost(org);
    setBusy(false);
    if (!entered.ok) told.current(entered.refusal);
    else setTicket(entered.value.ticket);
  }

  const start = useRef(enter);
  start.current = enter;
  useEffect(() => {
    const { org } = rememberedLogin();
    if (!org || hasLeft() || (asksForServer() && !rememberedServer())) return;
    if (host.can.hostSignIn !== null) void start.current(org);
    else void comeBack().then(() => (currentSession() ? false : enterInside(org)));
  }, []);
  return { busy, ticket, drop: () => setTicket(null), enter };
}
