// The kinds of notices as switches, grouped by meaning. What cannot be chosen shows why.
import { NOTICE_KINDS, type NoticeKind } from '@paidan/shared/kinds';
import { UNMUTABLE } from '@paidan/shared/rules/notify/timing';
import { useNoticeKinds } from '../../text/noticeKinds';
import { usePreferenceText } from '../../text/preference';
import { Switch } from '../../ui/Switch';
import { GROUPS } from './kinds';

type Props = {
  /** Which are not heard. */
  readonly off: readonly NoticeKind[];
  /** Switched off by the organization. */
  readonly above: readonly NoticeKind[];
  /** Off though nobody has chosen that. */
  readonly byDefault: readonly NoticeKind[];
  /** Every kind can be chosen: nobody in particular is waited for. */
  readonly free?: boolean;
  readonly onChange: (off: readonly NoticeKind[]) => void;
};

export function Kinds({ off, above, byDefault, free = false, onChange }: Props) {
  const text = usePreferenceText();
  const short = useNoticeKinds();
  const wordsOf = (kind: NoticeKind) => {
    if (free) return undefined;
    if (UNMUTABLE.includes(kind)) return text.locked;
    if (above.includes(kind)) return text.lockedByOrganization;
    return byDefault.includes(kind) ? text.offByDefault(text.kindWords[kind]) : text.kindWords[kind];
  };
  return GROUPS.map(({ name, kinds }) => (
    <fieldset key={name} className="border-t border-line py-2 first-of-type:border-0">
      <legend className="float-left w-full text-xs text-ink-3">{text.groups[name]}</legend>
      <div className="clear-both grid gap-x-8 sm:grid-cols-2">
        {kinds.map((kind) => {
          const always = !free && UNMUTABLE.includes(kind);
          const higher = above.includes(kind);
          return (
            <Switch
              key={kind}
              label={free ? short[kind] : text.names[kind]}
              words={wordsOf(kind)}
              checked={always || !(off.includes(kind) || higher)}
              locked={always || higher}
              onChange={(on) => onChange(on ? off.filter((each) => each !== kind) : [...off, kind])}
            />
          );
        })}
      </div>
    </fieldset>
  ));
}

export const complement = (kinds: readonly NoticeKind[]): NoticeKind[] =>
  NOTICE_KINDS.filter((kind) => !kinds.includes(kind));
