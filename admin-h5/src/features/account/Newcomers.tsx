// Which roles somebody gets who comes in through the connection.
import { inLocale, useLocale } from '../../lib/locale';
import { useMay } from '../../lib/me';
import { usePages } from '../../lib/usePages';
import { useChannelText } from '../../text/channels';
import { Check } from '../../ui/Input';

type Props = {
  readonly kind: 'wecom' | 'wechat';
  readonly roles: readonly string[];
  readonly onRoles: (roles: readonly string[]) => void;
};

export function Newcomers({ kind, roles, onRoles }: Props) {
  const text = useChannelText().account;
  const locale = useLocale();
  const may = useMay('member.read');
  const { items } = usePages('role.list', { limit: 100 }, may);
  return (
    <section aria-label={text.newcomers} className="border-t border-line pt-4">
      <h2 className="font-medium">{text.newcomers}</h2>
      <p className="text-sm text-ink-2">{may ? text.newcomersWords[kind] : text.newcomersHidden}</p>
      <div className="mt-2 grid gap-x-4 gap-y-1 sm:grid-cols-2">
        {items
          .filter(({ state }) => state === 'active')
          .map(({ code, name }) => (
            <Check
              key={code}
              label={inLocale(name, locale)}
              checked={roles.includes(code)}
              onChange={(event) =>
                onRoles(event.target.checked ? [...roles, code] : roles.filter((each) => each !== code))
              }
            />
          ))}
      </div>
    </section>
  );
}
