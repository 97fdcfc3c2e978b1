// Reporting without an account: the place, what happens here, the form, and at the end a number and a link. Nobody is anybody
// until there is something to send.
import { LIMITS } from '@paidan/shared/limits';
import { Input, Text, View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { type MutableRefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { Output } from '../../lib/api';
import { type Label, type PublicPage, rememberLabel } from '../../lib/guest';
import { host } from '../../lib/host/index';
import { becomeGuest, commit } from '../../lib/outbasket/outbasket';
import { useOwn } from '../../lib/said';
import { guestWords } from '../../text/guest';
import { BasketBadge } from '../../ui/BasketBadge';
import { Icon } from '../../ui/Icon';
import { PrivacyGate } from '../../ui/PrivacyGate';
import { pressable } from '../../ui/pressable';
import { Tabs } from '../../ui/Tabs';
import { TrackLink } from '../../ui/TrackLink';
import { forgetDraft } from '../form/draft';
import { Done } from './Done';
import { GuestHeld } from './GuestHeld';
import './GuestScreen.scss';
import { Nearby } from './Nearby';
import { ReportForm } from './ReportForm';
import { Kinds } from './ReportScreen';
import './ReportScreen.scss';
import './Where.scss';

type Open = Extract<PublicPage, { state: 'open' }>;
type Props = { readonly label: Label; readonly page: Open; readonly onSignIn: () => void };

export function GuestScreen({ label, page, onSignIn }: Props) {
  const words = useOwn(guestWords);
  const [chosen, setChosen] = useState(page.templates[0]?.id);
  const template = page.templates.find(({ id }) => id === chosen) ?? page.templates[0];
  /** Undefined while it is being filled in; null when it waits on the phone. */
  const [answer, setAnswer] = useState<Output<'guest.report'> | null | undefined>(undefined);
  const trap = useRef('');
  const onValues = useEarly(label, `report.guest.${template?.id ?? ''}`);
  useEffect(() => rememberLabel(label), [label]);

  const done = (next: Output<'guest.report'> | null) => {
    setAnswer(next);
    void Promise.resolve(Taro.pageScrollTo({ scrollTop: 0, duration: 0 })).catch(() => {});
  };
  const again = () => setAnswer(undefined);
  return (
    <View className="report">
      <View className="report__head guest__head">
        <View className="guest__headline">
          <Text className="report__org">{page.org.name}</Text>
          <Text className="report__title">{words.title}</Text>
        </View>
        {answer === undefined ? (
          <View className="guest__account" {...pressable(onSignIn)}>
            {host.can.wechatSignIn ? words.wechat : words.haveAccount}
          </View>
        ) : null}
      </View>
      <BasketBadge />
      {answer !== undefined ? (
        <After answer={answer} onAgain={again} />
      ) : (
        <>
          {page.greeting ? <Text className="guest__greeting">{page.greeting}</Text> : null}
          <View className="where">
            <Icon name="pin" />
            <View className="where__what">
              <Text className="where__name">{page.place.name}</Text>
              {page.place.path && page.place.path !== page.place.name ? (
                <Text className="where__path">{page.place.path}</Text>
              ) : null}
            </View>
          </View>
          <Kinds templates={{ list: page.templates, template: template ?? null, choose: setChosen }} />
          <Trap filled={trap} />
          {template ? (
            <ReportForm<'guest.report'>
              key={template.id}
              template={template}
              draft={`report.guest.${template.id}`}
              memberId="guest"
              spot={NOWHERE}
              before={() => <Nearby label={label} nearby={page.nearby} />}
              send={(values, title) =>
                commit({
                  name: 'guest.report',
                  input: {
                    ...{ label, templateId: template.id, values, stamp: page.stamp },
                    ...(trap.current ? { trap: trap.current } : {}),
                  },
                  title,
                })
              }
              onDone={done}
              onValues={onValues}
            />
          ) : null}
        </>
      )}
      <PrivacyGate />
      <Tabs here="report" open />
    </View>
  );
}

/** The label says where it is. */
const NOWHERE = { is: 'none' } as const;

function After({ answer, onAgain }: { readonly answer: Output<'guest.report'> | null; readonly onAgain: () => void }) {
  if (answer?.outcome === 'held') return <GuestHeld held={answer.held} link={answer.link} onAgain={onAgain} />;
  return (
    <Done
      receipt={answer?.report ?? null}
      onAgain={onAgain}
      tell={answer ? <TrackLink link={answer.link} title={answer.report.title} /> : null}
    />
  );
}

/** The first picture is the first thing that is sent: from then on there is a guest, so that it travels while one writes. */
function useEarly(label: Label, draft: string) {
  const begun = useRef(false);
  return useCallback(
    (values: Readonly<Record<string, unknown>>) => {
      const hasPicture = Object.keys(values).some((key) => Array.isArray(values[key]) && values[key].length > 0);
      if (!hasPicture || begun.current) return;
      begun.current = true;
      // Kept under nobody's name so far; from now on it is the guest's.
      forgetDraft(draft);
      // Refused or without signal: it is said when it is sent.
      void becomeGuest(label);
    },
    [label, draft],
  );
}

/** People never see it, programs fill it in. Only a browser is visited by programs. */
function Trap({ filled }: { readonly filled: MutableRefObject<string> }) {
  const words = useOwn(guestWords);
  if (process.env.TARO_ENV !== 'h5') return null;
  return (
    <View className="guest__trap" {...{ 'aria-hidden': true }}>
      <Input
        name="website"
        maxlength={LIMITS.text}
        onInput={(event) => {
          filled.current = event.detail.value;
        }}
        nativeProps={{ tabIndex: -1, autocomplete: 'off', 'aria-label': words.trap }}
      />
    </View>
  );
}
