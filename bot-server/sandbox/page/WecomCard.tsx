// A template card as WeCom draws it: source, titles, quote, key and value, then what can be pressed (WeCom 90236).
import { useState } from 'react';
import { Buttons } from './CardButtons';
import { CardMenu, Choices, Pickers } from './CardChoices';
import { Facts, Lines, Picture, Quote } from './CardParts';
import { Next } from './icons';
import { addressOf, useBeside } from './links';
import type { TemplateCard } from './model';
import { useWords } from './setting';

export type Selected = readonly { readonly question_key: string; readonly option_ids: readonly string[] }[];
type Props = {
  readonly card: TemplateCard;
  /** The button that is under way, if one is. */
  readonly sending: string | null;
  /** Absent where nothing can be pressed: a group robot's cards have no way back. */
  readonly onPress?: (key: string, selected: Selected) => void;
  readonly nameOf: (userid: string) => string;
};

export function WecomCard({ card, sending, onPress, nameOf }: Props) {
  const words = useWords();
  const beside = useBeside();
  const [chosen, setChosen] = useState<Readonly<Record<string, readonly string[]>>>(() => preset(card));
  const over = card.replace_text !== undefined && card.replace_text !== '';
  const to = addressOf(card.card_action, beside);
  const heading = card.main_title?.title || card.sub_title_text || card.main_title?.desc || '';
  const press = (key: string) => onPress?.(key, selectedOf(card, chosen));
  const choose = (question: string, ids: readonly string[]) => setChosen((old) => ({ ...old, [question]: ids }));
  const shut = over || sending !== null || onPress === undefined;

  return (
    <article className={`card${over ? ' over' : ''}${to === null ? '' : ' leads'}`} aria-label={heading}>
      {(card.source?.desc || card.action_menu) && (
        <div className="card-source">
          <span className="source-mark" aria-hidden="true" />
          <span className={`source-name tone${card.source?.desc_color ?? 0}`}>{card.source?.desc}</span>
          {card.action_menu && <CardMenu menu={card.action_menu} shut={shut} onPress={press} />}
        </div>
      )}
      <Picture card={card} />
      {card.main_title?.title && (
        <h3 className="card-title">
          {to === null ? card.main_title.title : <Lead to={to}>{card.main_title.title}</Lead>}
        </h3>
      )}
      {card.main_title?.desc && <p className="card-desc">{card.main_title.desc}</p>}
      {card.emphasis_content && (
        <p className="card-emphasis">
          <strong>{card.emphasis_content.title}</strong>
          <span>{card.emphasis_content.desc}</span>
        </p>
      )}
      {card.sub_title_text && (
        <p className="card-sub">
          {to !== null && !card.main_title?.title ? <Lead to={to}>{card.sub_title_text}</Lead> : card.sub_title_text}
        </p>
      )}
      <Quote quote={card.quote_area} />
      <Lines lines={card.vertical_content_list} />
      <Facts facts={card.horizontal_content_list} nameOf={nameOf} />
      {card.jump_list?.map((link) => {
        const address = addressOf(link, beside);
        return address === null ? null : (
          <a className="card-jump" key={`${link.title}${address}`} href={address} target="_blank" rel="noreferrer">
            {link.title}
            <span className="only-read">{words.opens}</span>
            <Next size={14} />
          </a>
        );
      })}
      {!over && <Choices box={card.checkbox} chosen={chosen} shut={shut} onChoose={choose} />}
      {!over && <Pickers lists={pickersOf(card)} chosen={chosen} shut={shut} onChoose={choose} />}
      <Buttons card={card} sending={sending} shut={shut} over={over} onPress={press} />
    </article>
  );
}

/** The whole card leads there, as in the app; the buttons on it keep their own. */
function Lead({ to, children }: { readonly to: string; readonly children: string }) {
  const words = useWords();
  return (
    <a className="card-lead" href={to} target="_blank" rel="noreferrer">
      {children}
      <span className="only-read">{words.opens}</span>
    </a>
  );
}

const pickersOf = (card: TemplateCard) => [
  ...(card.button_selection === undefined ? [] : [card.button_selection]),
  ...(card.select_list ?? []),
];

function preset(card: TemplateCard): Readonly<Record<string, readonly string[]>> {
  const picked = pickersOf(card).map(({ question_key, selected_id, option_list }) => {
    const id = selected_id ?? option_list?.[0]?.id;
    return [question_key, id === undefined ? [] : [id]] as const;
  });
  const ticked = (card.checkbox?.option_list ?? []).filter(({ is_checked }) => is_checked).map(({ id }) => id);
  return Object.fromEntries([...picked, ...(card.checkbox ? [[card.checkbox.question_key, ticked] as const] : [])]);
}

function selectedOf(card: TemplateCard, chosen: Readonly<Record<string, readonly string[]>>): Selected {
  const questions = [...pickersOf(card), ...(card.checkbox ? [card.checkbox] : [])];
  return questions.map(({ question_key }) => ({ question_key, option_ids: chosen[question_key] ?? [] }));
}
