// That somebody has reported from here already, without a word of what they wrote; one press says it is the same, another takes it
// back. One line until it is opened: the form comes first.
import { MINUTE } from '@paidan/shared/kernel/time';
import { ageOf } from '@paidan/shared/rules/ticket/span';
import { Text, View } from '@tarojs/components';
import { useEffect, useRef, useState } from 'react';
import { call } from '../../lib/call';
import { isGuestAt, type Label, type PublicPage } from '../../lib/guest';
import { useWords } from '../../lib/language';
import { useNow } from '../../lib/now';
import { becomeGuest } from '../../lib/outbasket/outbasket';
import { go } from '../../lib/route';
import { failureWords, useCodes, useOwn, useSaid } from '../../lib/said';
import { useSession } from '../../lib/session';
import { guestWords } from '../../text/guest';
import { Icon } from '../../ui/Icon';
import { pressable } from '../../ui/pressable';
import './Similar.scss';

type Known = Extract<PublicPage, { state: 'open' }>['nearby'];
type Ref = Known[number]['ref'];
/** How many stand by it as I have changed it; `mine`: I am one of them. */
type Said = { readonly others: number; readonly mine: boolean };

export function Nearby({ label, nearby }: { readonly label: Label; readonly nearby: Known }) {
  const words = useOwn(guestWords);
  const { phases } = useCodes();
  const said = useSaid();
  const now = useNow();
  const [open, setOpen] = useState(false);
  const { own, standing, trouble, say } = useSame(label);
  if (nearby.length === 0) return null;
  const others = nearby.filter(({ ref }) => own.indexOf(ref) < 0).length;

  return (
    <View className="similar similar--folded">
      <View className="similar__fold" {...pressable(() => setOpen(!open))} {...{ 'aria-expanded': open }}>
        <Icon name="list" />
        <Text className="similar__ask">
          {others > 0 ? words.nearby.some(others) : words.nearby.ownSome(nearby.length)}
        </Text>
        <View className={`similar__turn${open ? ' similar__turn--open' : ''}`}>
          <Icon name="next" />
        </View>
      </View>
      {open ? (
        <>
          {others > 0 ? <Text className="similar__hint">{words.nearby.hint}</Text> : null}
          {nearby.map(({ ref, at, what, phase, others: first }) => {
            const { others: met = first, mine = false } = standing[ref] ?? {};
            const ago = words.ago(now - at < MINUTE ? null : ageOf(now - at));
            return (
              <View key={ref} className="similar__item">
                <View className="similar__what">
                  <Text className="similar__name similar__name--whole">{words.nearby.row(ago, said(what))}</Text>
                  <Text className="similar__note">
                    {phases[phase]}
                    {met > 0 ? ` · ${words.nearby.others(met)}` : ''}
                    {mine ? ` · ${words.nearby.done}` : ''}
                  </Text>
                </View>
                {own.indexOf(ref) >= 0 ? (
                  <View className="similar__too" {...pressable(() => go('ticket', { id: ref }))}>
                    {`${words.nearby.own} · ${words.nearby.look}`}
                  </View>
                ) : (
                  <View className="similar__too" {...pressable(() => say(ref, !mine))}>
                    {mine ? words.nearby.undo : words.nearby.meToo}
                  </View>
                )}
              </View>
            );
          })}
          {trouble || nearby.some(({ ref }) => standing[ref]?.mine === true) ? (
            <View className="similar__said" {...{ role: 'status' }}>
              {trouble || words.nearby.follow}
            </View>
          ) : null}
        </>
      ) : null}
    </View>
  );
}

/** What this device has said and reported here before; nobody is made of whoever only looks. */
function useSame(label: Label) {
  const general = useWords();
  const [own, setOwn] = useState<readonly Ref[]>([]);
  const [standing, setStanding] = useState<Readonly<Record<string, Said>>>({});
  const [trouble, setTrouble] = useState('');
  const me = useSession()?.member.id;
  const asked = useRef(label);
  asked.current = label;
  useEffect(() => {
    if (me === undefined || !isGuestAt(asked.current)) return;
    let gone = false;
    void call('guest.same', {}).then((answer) => {
      if (gone || !answer.ok) return;
      const { items, own: mine } = answer.value;
      setOwn(mine);
      const known = items.map(({ ref, others }) => [ref, { others, mine: true }] as const);
      setStanding((was) => ({ ...Object.fromEntries(known), ...was }));
    });
    return () => {
      gone = true;
    };
  }, [me]);

  async function say(ref: Ref, on: boolean) {
    setTrouble('');
    const begun = await becomeGuest(label);
    const answer = begun.ok ? await call('guest.meToo', { label, ref, ...(on ? {} : { off: true }) }) : begun;
    if (!answer.ok) return setTrouble(failureWords(answer.refusal, general));
    const { others } = answer.value;
    setStanding((was) => ({ ...was, [ref]: { others, mine: on } }));
  }
  return { own, standing, trouble, say: (ref: Ref, on: boolean) => void say(ref, on) };
}
