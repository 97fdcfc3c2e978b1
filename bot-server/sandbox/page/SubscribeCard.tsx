// A mini-program's one-time notice as WeChat draws it: whose it is, the title, its rows, the way in.
import { Mini, Next } from './icons';
import { useBeside } from './links';
import type { Message } from './model';
import { useWords } from './setting';

export function SubscribeCard({
  template,
  name,
  wayTo,
}: {
  readonly template: NonNullable<Message['template']>;
  readonly name: string;
  /** Into the mini-program, as the person whose phone this is. */
  readonly wayTo: (page: string) => string | null;
}) {
  const words = useWords();
  const to = useBeside() && template.page ? wayTo(template.page) : null;
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
