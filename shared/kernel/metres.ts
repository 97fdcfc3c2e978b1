// A length as people say it.

type Speech = (metres: number) => string;

/** Metres below a kilometre, kilometres with one decimal from there on. */
const said =
  (metre: string, kilometre: string): Speech =>
  (metres) => {
    const whole = Math.round(metres);
    return whole < 1000 ? `${whole} ${metre}` : `${Math.round(whole / 100) / 10} ${kilometre}`;
  };

export const metresZh = said('米', '公里');
export const metresEn = said('m', 'km');
