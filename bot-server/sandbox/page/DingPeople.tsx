// People in DingTalk: each opens the mini-program as they would on their phone, signed in without a word.
import { Avatar } from './Avatar';
import { Mini, Out } from './icons';
import { useBeside, wayIn } from './links';
import type { Ding } from './model';
import { useWords } from './setting';

type Props = { readonly ding: Ding; readonly find: string };

export function DingPeople({ ding, find }: Props) {
  const words = useWords();
  const beside = useBeside();
  const [app] = ding.apps;
  const found = ding.people.filter(({ name, userid }) => `${name} ${userid}`.toLowerCase().includes(find));
  if (found.length === 0) return null;
  return (
    <section aria-label={`${words.dingtalk} · ${ding.name}`}>
      <div className="part-head">
        <h3>
          {words.dingtalk} · {ding.name}
        </h3>
      </div>
      <ul className="people">
        {found.map(({ userid, name, active }) => (
          <li key={userid} className={active ? undefined : 'gone'}>
            <Avatar name={name} />
            <div className="person-words">
              <strong>{name}</strong>
              <span>{active ? userid : `${words.left} · ${userid}`}</span>
            </div>
            {active && beside && app !== undefined && ding.org !== null && (
              <a
                className="quiet-button"
                href={wayIn({ corpId: ding.corpId, clientId: app.clientId, userid, org: ding.org, page: '' })}
                target="_blank"
                rel="noreferrer"
                aria-label={`${name} · ${words.openMini}`}
              >
                <Mini size={15} />
                {words.openMini}
                <Out size={13} />
              </a>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
