// Reporting without an account: the place, what happens here, the form, and at the end a number and a link. Nobody is anybody
// until there is something to send.
import { LIMITS } from '@paidan/shared/limits';
import type { FieldValue, FormValues } from '@paidan/shared/model/field';
import { Input, Text, View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { type MutableRefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { Output } from '../../lib/api';
import { beginReport, begunWith, endReport } from '../../lib/begun';
import { useGoingIn } from '../../lib/goingIn';
import { type Label, type PublicPage, rememberLabel, wasGuestIn } from '../../lib/guest';
import { host } from '../../lib/host/index';
import { useLanguage } from '../../lib/language';
import { becomeGuest, commit, guestAnew } from '../../lib/outbasket/outbasket';
import { currentBasket, mineIn } from '../../lib/outbasket/shelf';
import { go } from '../../lib/route';
import { useOwn } from '../../lib/said';
import { currentSession } from '../../lib/session';
import { guestWords } from '../../text/guest';
import { Banner } from '../../ui/Banner';
import { BasketBadge } from '../../ui/BasketBadge';
import { Icon } from '../../ui/Icon';
import { LanguageSwitch } from '../../ui/LanguageSwitch';
import { PrivacyGate } from '../../ui/PrivacyGate';
import { pressable } from '../../ui/pressable';
import { Tabs } from '../../ui/Tabs';
import { TrackLink } from '../../ui/TrackLink';
import { adoptDraft, draftAt, keptDraft, renameDraft } from '../form/draft';
import { guestDraft } from '../form/draftNames';
import { PublicLabel } from '../form/publicPage';
import { Done } from './Done';
import { GuestHeld } from './GuestHeld';
import './GuestScreen.scss';
import { JustSent, type SentReport } from './JustSent';
import { Kinds } from './Kinds';
import { Nearby } from './Nearby';
import { ReportForm } from './ReportForm';
import './ReportScreen.scss';
import { useCarried } from './useCarried';
import './Where.scss';

type Open = Extract<PublicPage, { state: 'open' }>;
type Props = { readonly label: Label; readonly page: Open; readonly onSignIn: () => void };

export function GuestScreen({ label, page, onSignIn }: Props) {
  const words = useOwn(guestWords);
  const greeting = useLanguage() === 'en' ? page.greetingEn : page.greeting;
  const [chosen, setChosen] = useState(page.templates[0]?.id);
  const template = page.templates.find(({ id }) => id === chosen) ?? page.templates[0];
  /** Undefined while it is being filled in; null when it waits on the phone. */
  const [answer, setAnswer] = useState<Output<'guest.report'> | null | undefined>(undefined);
  const trap = useRef('');
  const org = page.org.code;
  const draftOf = useCallback((id: string) => guestDraft(org, id), [org]);
  const early = useEarly(label, draftOf(template?.id ?? ''));
  const carry = useCarried(page.templates, draftOf);
  const { onValues: keep } = carry;
  const [stamp] = useState(() => {
    for (const { id } of page.templates) renameDraft(`report.guest.${id}`, draftOf(id));
    const restored = page.templates.some(({ id }) => keptDraft(draftOf(id)) !== null);
    if (!restored) endReport();
    return begunWith(page.stamp, restored);
  });
  const kept = template === undefined ? '' : draftOf(template.id);
  const onValues = useCallback(
    (values: FormValues) => {
      early(values);
      keep(values);
      if (draftAt(kept) > 0) beginReport(stamp);
    },
    [early, keep, kept, stamp],
  );
  const goingIn = useGoingIn(onSignIn);
  const [sent, setSent] = useState<readonly SentReport[]>([]);
  useEffect(() => rememberLabel(label), [label]);
  useOldSelf(label, page, draftOf(template?.id ?? ''));

  const done = (next: Output<'guest.report'> | null) => {
    setAnswer(next);
    carry.sent();
    endReport();
    const report = next?.outcome === 'accepted' ? next.report : next?.held;
    if (report) setSent([report, ...sent]);
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
        <LanguageSwitch />
        {answer === undefined ? (
          <View className="guest__account" {...pressable(goingIn.press)}>
            {goingIn.asks ? words.signInAnyway : host.can.wechatSignIn ? words.wechat : words.haveAccount}
          </View>
        ) : null}
      </View>
      {goingIn.asks && answer === undefined ? <Banner text={words.waits(goingIn.waiting)} /> : null}
      <BasketBadge />
      {answer !== undefined ? (
        <After answer={answer} onAgain={again} />
      ) : (
        <>
          <JustSent reports={sent} open={({ id, no }) => (no === null ? go('follow', { id }) : go('ticket', { id }))} />
          {greeting ? <Text className="guest__greeting">{greeting}</Text> : null}
          <View className="where">
            <Icon name="pin" />
            <View className="where__what">
              <Text className="where__name">{page.place.name}</Text>
              {page.place.path && page.place.path !== page.place.name ? (
                <Text className="where__path">{page.place.path}</Text>
              ) : null}
            </View>
          </View>
          <Kinds
            list={page.templates}
            template={template ?? null}
            choose={(id) => {
              carry.leave(template ?? null, id);
              setChosen(id);
            }}
          />
          <Trap filled={trap} />
          {template ? (
            <PublicLabel.Provider value={label}>
              <ReportForm<'guest.report'>
                key={template.id}
                template={template}
                draft={draftOf(template.id)}
                over={carry.over}
                memberId="guest"
                spot={NOWHERE}
                before={() => <Nearby label={label} nearby={page.nearby} />}
                send={async (values, title) => {
                  const outcome = await commit({
                    name: 'guest.report',
                    input: {
                      ...{ label, templateId: template.id, values, stamp },
                      ...(trap.current ? { trap: trap.current } : {}),
                    },
                    title,
                  });
                  adoptDraft(draftOf(template.id));
                  return outcome;
                }}
                contact={page.contact}
                onDone={done}
                onValues={onValues}
              />
            </PublicLabel.Provider>
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

/** Whoever reported in this organization from this device is the same again, and finds those reports; nobody is made anew. */
function useOldSelf(label: Label, { org }: Open, draft: string) {
  const asked = useRef({ label, org, draft });
  asked.current = { label, org, draft };
  // Once for each page: what happens to the session while it stands is somebody's wish.
  useEffect(() => {
    const session = currentSession();
    const isHere = session !== null && (session.guest !== true || session.tenant.code === asked.current.org.code);
    if (isHere || !wasGuestIn(asked.current.org.code)) return;
    // Of another organization: it goes out there first, under the name that it was made with.
    if (mineIn(currentBasket()).some((one) => !isFor(one.input, asked.current))) return;
    void guestAnew(asked.current.label).then((answer) => {
      if (answer.ok) adoptDraft(asked.current.draft);
    });
  }, []);
}

const isFor = (input: unknown, here: { readonly label: Label; readonly org: Open['org'] }): boolean => {
  const { label } = input as { readonly label?: Label };
  if (label === undefined) return false;
  return 'org' in label ? label.org === here.org.code : JSON.stringify(label) === JSON.stringify(here.label);
};

/** The first picture or voice note is the first thing that is sent: from then on there is a guest, so that it travels while one writes. */
function useEarly(label: Label, draft: string) {
  const begun = useRef(false);
  return useCallback(
    (values: FormValues) => {
      if (begun.current || !Object.keys(values).some((key) => travels(values[key]))) return;
      begun.current = true;
      // Refused or without signal: it is said when it is sent.
      void becomeGuest(label).then((answer) => {
        if (answer.ok) adoptDraft(draft);
      });
    },
    [label, draft],
  );
}

const travels = (value: FieldValue | undefined): boolean =>
  Array.isArray(value) ? value.length > 0 : typeof value === 'object' && 'file' in value;

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
