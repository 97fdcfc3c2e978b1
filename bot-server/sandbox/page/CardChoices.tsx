// What is chosen on a template card before it is sent: votes, lists to pick from, the menu in the corner.
import { useId, useRef } from 'react';
import { Dots, Down } from './icons';
import type { CardSelection, TemplateCard } from './model';
import { useWords } from './setting';

type Chosen = Readonly<Record<string, readonly string[]>>;
type Choosing = {
  readonly chosen: Chosen;
  readonly shut: boolean;
  readonly onChoose: (question: string, ids: readonly string[]) => void;
};

export function Choices({ box, chosen, shut, onChoose }: Choosing & { readonly box: TemplateCard['checkbox'] }) {
  const group = useId();
  if (box === undefined) return null;
  const many = box.mode === 1;
  const now = chosen[box.question_key] ?? [];
  const turn = (id: string, on: boolean) =>
    onChoose(box.question_key, many ? (on ? [...now, id] : now.filter((one) => one !== id)) : [id]);
  return (
    <fieldset className="card-choices" disabled={shut || box.disable === true}>
      <legend className="only-read">{box.question_key}</legend>
      {box.option_list?.map(({ id, text }) => (
        <label key={id}>
          <input
            type={many ? 'checkbox' : 'radio'}
            name={group}
            checked={now.includes(id)}
            onChange={({ target }) => turn(id, target.checked)}
          />
          {text}
        </label>
      ))}
    </fieldset>
  );
}

export function Pickers({ lists, chosen, shut, onChoose }: Choosing & { readonly lists: readonly CardSelection[] }) {
  const words = useWords();
  return lists.map((list) => (
    <label key={list.question_key} className="card-picker">
      <span>{list.title || words.choose}</span>
      <select
        value={chosen[list.question_key]?.[0] ?? ''}
        disabled={shut || list.disable === true}
        onChange={({ target }) => onChoose(list.question_key, [target.value])}
      >
        {list.option_list?.map(({ id, text }) => (
          <option key={id} value={id}>
            {text}
          </option>
        ))}
      </select>
      <Down size={14} />
    </label>
  ));
}

type MenuProps = {
  readonly menu: NonNullable<TemplateCard['action_menu']>;
  readonly shut: boolean;
  readonly onPress: (key: string) => void;
};
export function CardMenu({ menu, shut, onPress }: MenuProps) {
  const words = useWords();
  const box = useRef<HTMLDetailsElement>(null);
  return (
    <details className="card-menu" ref={box}>
      <summary aria-label={menu.desc || words.menu}>
        <Dots size={16} />
      </summary>
      <div>
        {menu.action_list?.map(({ text, key }) => (
          <button
            key={key}
            type="button"
            disabled={shut}
            onClick={() => {
              if (box.current) box.current.open = false;
              onPress(key);
            }}
          >
            {text}
          </button>
        ))}
      </div>
    </details>
  );
}
