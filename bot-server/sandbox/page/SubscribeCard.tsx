// A mini-program's one-time notice as WeChat draws it: whose it is, the title, its rows, the way in.
import { Mini, Next } from './icons';
import { miniAddress, useBeside } from './links';
import type { Message } from './model';
import { useWords } from './setting';

export function SubscribeCard({
  template,
  name,
}: {
  readonly template: NonNullable<Message['template']>;
  readonly name: string;
}) {
  const words = useWords();
  const to = template.page ? miniAddress(template.page, useBeside()) : null;
  const foot = (
    <>
      {words.enter}
      <Next size={14} />
    </>
  );
  return (
    <article className="notice" aria-label={template.title}>
      <header>
        <span className="mini-mark" aria-hidden="true">
          <Mini size={13} />
        </span>
        {name}
      </header>
      <h3>{template.title}</h3>
      <dl>
        {template.rows.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {to === null ? (
        <p className="notice-foot">{foot}</p>
      ) : (
        <a className="notice-foot" href={to} target="_blank" rel="noreferrer">
          {foot}
        </a>
      )}
    </article>
  );
}
