// Which notices I want, and where: one switch per kind, sent at once. What must be heard has no switch.
import { NOTICE_KINDS, type NoticeKind, VIAS } from '@paidan/shared/kinds';
import { UNMUTABLE } from '@paidan/shared/rules/notify/timing';
import { ScrollView, Text, View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import type { Output } from '../../lib/api';
import { call, type Failure } from '../../lib/call';
import { useWords } from '../../lib/language';
import { failureWords, useCodes, useOwn } from '../../lib/said';
import { mineWords } from '../../text/mine';
import { Button } from '../../ui/Button';
import { Lines } from '../../ui/Lines';
import { pressable } from '../../ui/pressable';
import { Segments } from '../../ui/Segments';
import { Sheet } from '../../ui/Sheet';
import './Me.scss';

type Preference = Output<'preference.get'>;

export function Notices({ onClose }: { readonly onClose: () => void }) {
  const words = useOwn(mineWords);
  const general = useWords();
  const { noticeKinds } = useCodes();
  const [preference, setPreference] = useState<Preference | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => {
    let gone = false;
    void call('preference.get', { of: 'me' }).then((answer) => {
      if (gone) return;
      if (answer.ok) setPreference(answer.value);
      else setFailure(answer.refusal);
    });
    return () => {
      gone = true;
    };
  }, []);

  function turn({ values, effective, locked }: Preference, kind: NoticeKind, on: boolean) {
    // Who chooses for the first time goes on from what holds; what holds for all is no choice of theirs.
    const own = values.muted ?? effective.muted.filter((one) => locked.indexOf(one) < 0);
    const muted = on ? own.filter((one) => one !== kind) : [...own, kind];
    const heard = on ? effective.muted.filter((one) => one !== kind) : [...effective.muted, kind];
    return put({ muted }, { muted: heard });
  }

  async function put(chosen: Preference['values'], shown: Partial<Preference['effective']>) {
    if (!preference) return;
    const before = preference;
    const { effective, version } = preference;
    const values = { ...preference.values, ...chosen };
    // Shown at once; the answer, or the refusal, puts it right.
    setPreference({ ...preference, values, effective: { ...effective, ...shown } });
    setFailure(null);
    const answer = await call('preference.change', { of: 'me', version, values });
    if (answer.ok) return setPreference(answer.value);
    setPreference(before);
    setFailure(answer.refusal);
  }

  return (
    <Sheet closeLabel={words.close} onClose={onClose}>
      <Text className="notices__title">{words.notices}</Text>
      {failure ? <Text className="notices__trouble">{failureWords(failure, general)}</Text> : null}
      {preference ? (
        <View className="notices__via">
          <Text>{words.via}</Text>
          <Segments
            items={VIAS.map((via) => [via, words.vias[via]] as const)}
            chosen={preference.effective.via}
            onChoose={(via) => void put({ via }, { via })}
          />
          <Text className="notices__hint">{words.viaHint[preference.effective.via]}</Text>
        </View>
      ) : null}
      <Text className="notices__hint">{words.noticesHint}</Text>
      <ScrollView className="notices__list" scrollY>
        {preference
          ? NOTICE_KINDS.map((kind) => {
              const always = UNMUTABLE.indexOf(kind) >= 0;
              const on = always || preference.effective.muted.indexOf(kind) < 0;
              const never = !always && preference.locked.indexOf(kind) >= 0;
              return always || never ? (
                <View key={kind} className="notices__one">
                  <Text className="notices__name">{noticeKinds[kind]}</Text>
                  <Text className="notices__always">{always ? words.always : words.never}</Text>
                </View>
              ) : (
                <View
                  key={kind}
                  className="notices__one"
                  {...pressable(() => void turn(preference, kind, !on), noticeKinds[kind])}
                  {...{ 'aria-pressed': on }}
                >
                  <Text className="notices__name">{noticeKinds[kind]}</Text>
                  <View className={`notices__switch${on ? ' notices__switch--on' : ''}`} />
                </View>
              );
            })
          : failure === null && <Lines label={words.loading} widths={[60, 48, 66, 52]} />}
      </ScrollView>
      <Button look="quiet" wide onPress={onClose}>
        {words.close}
      </Button>
    </Sheet>
  );
}
