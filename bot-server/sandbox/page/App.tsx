// The page: header, whose phones, the bench with them, panels at the side, traffic below.
import { useCallback, useEffect, useMemo, useState } from 'react';
import { api, besideTheProduct } from './api';
import { Bench } from './Bench';
import { ClockBar } from './ClockBar';
import { type Device, devicesOf, settledChoice } from './devices';
import { Faults } from './Faults';
import { Header, Look, type Looks, Ways } from './Header';
import { LogDrawer } from './LogDrawer';
import { Beside } from './links';
import { useLive } from './live';
import type { Fault, State } from './model';
import { Panel } from './Panel';
import { People } from './People';
import { Strip } from './Strip';
import { Language, systemLang, systemTheme, type Theme, useKept, useWords } from './setting';
import { type Side, Tools } from './Tools';
import { type Lang, WORDS } from './text';
import { useSeen } from './useSeen';
import { useSmall } from './useSmall';

const NO_DEVICES: readonly Device[] = [];

export function App() {
  const [lang, setLang] = useKept<Lang>('lang', systemLang());
  const [chosen, setTheme] = useKept<Theme | null>('theme', null);
  const [beside, setBeside] = useState(false);
  const theme = chosen ?? systemTheme();
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
    document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en';
    document.title = WORDS[lang].tab;
  }, [theme, lang]);
  useEffect(() => void besideTheProduct().then(setBeside), []);
  return (
    <Language.Provider value={lang}>
      <Beside.Provider value={beside}>
        <Page
          theme={theme}
          onTheme={() => setTheme(theme === 'dark' ? 'light' : 'dark')}
          onLang={() => setLang(lang === 'zh' ? 'en' : 'zh')}
        />
      </Beside.Provider>
    </Language.Provider>
  );
}

function Page(looks: Looks) {
  const words = useWords();
  const small = useSmall();
  const { state, link } = useLive();
  const devices = useMemo(() => (state === null ? NO_DEVICES : devicesOf(state)), [state]);
  const [side, setSide] = useState<Side>(null);
  const [log, setLog] = useState(false);
  const { faults, refresh } = useFaults(state);
  const [chosen, setChosen] = useKept<readonly string[] | null>('shown', null);
  const [single, setSingle] = useKept<string | null>('single', null);

  const [first, setFirst] = useState<readonly string[]>([]);
  // While drawing, not after it: nobody is to see an empty bench first.
  const settled = useMemo(() => settledChoice(first, devices), [first, devices]);
  if (settled !== first) setFirst(settled);
  const many = chosen ?? settled;
  const shown = useMemo(() => {
    if (!small) return many;
    const one = devices.find(({ id }) => id === single) ?? devices.find(({ id }) => many.includes(id)) ?? devices[0];
    return one === undefined ? [] : [one.id];
  }, [small, many, single, devices]);
  const onBench = useMemo(() => devices.filter(({ id }) => shown.includes(id)), [devices, shown]);
  const unread = useSeen(state, onBench);

  const turn = useCallback(
    (id: string) => {
      if (small) setSingle(id);
      else setChosen(many.includes(id) ? many.filter((one) => one !== id) : [...many, id]);
    },
    [small, many, setSingle, setChosen],
  );
  /** A small screen has room for the panel or for the phone that was picked in it. */
  const pick = (id: string) => {
    turn(id);
    if (small) setSide(null);
  };
  const everyone = useCallback(() => setSide('people'), []);
  const offset = state?.offset ?? null;
  return (
    <div className="page">
      <Header {...looks} link={link} offset={offset} onMore={() => setSide('more')} />
      <div className="second">
        <Strip devices={devices} shown={shown} unread={unread} onTurn={turn} onEveryone={everyone} />
        <Tools side={side} log={log} faults={faults.length} onSide={setSide} onLog={() => setLog(!log)} />
      </div>
      <div className="middle">
        <Bench state={state} devices={onBench} empty={devices.length === 0} onHide={small ? null : turn} />
        {side === 'people' && state !== null && (
          <Panel name={words.people} onClose={() => setSide(null)}>
            <People devices={devices} corps={state.corps} dings={state.dings} shown={shown} onTurn={pick} />
          </Panel>
        )}
        {side === 'faults' && (
          <Panel name={words.faults} onClose={() => setSide(null)}>
            <Faults faults={faults} onChanged={refresh} />
          </Panel>
        )}
        {side === 'more' && (
          <Panel name={words.more} onClose={() => setSide(null)}>
            {offset !== null && <ClockBar offset={offset} />}
            <Tools
              side={side}
              log={log}
              faults={faults.length}
              onSide={setSide}
              onLog={() => {
                setSide(null);
                setLog(true);
              }}
            />
            <Ways />
            <Look {...looks} />
          </Panel>
        )}
      </div>
      {log && state !== null && <LogDrawer version={state.version} onClose={() => setLog(false)} />}
    </div>
  );
}

/** What is on changes with the calls it meets, and each call is a change of the state. */
function useFaults(state: State | null) {
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const refresh = useCallback(() => {
    api.faults().then(setFaults, () => undefined);
  }, []);
  const version = state?.version;
  useEffect(() => {
    if (version !== undefined) refresh();
  }, [version, refresh]);
  return { faults, refresh };
}
