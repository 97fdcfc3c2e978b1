// Classes are names for the tokens of src/ui/tokens.css; nothing here holds a value of its own that a theme might change.
const colour = (name) => `rgb(var(--${name}) / <alpha-value>)`;
const tones = ['danger', 'warn', 'ok', 'info', 'pause'];

module.exports = {
  content: [`${__dirname}/index.html`, `${__dirname}/src/**/*.{ts,tsx}`],
  theme: {
    colors: {
      transparent: 'transparent',
      current: 'currentColor',
      canvas: colour('canvas'),
      surface: colour('surface'),
      raised: colour('raised'),
      sunken: colour('sunken'),
      line: { DEFAULT: colour('line'), strong: colour('line-strong') },
      ink: { DEFAULT: colour('ink'), 2: colour('ink-2'), 3: colour('ink-3') },
      accent: {
        DEFAULT: colour('accent'),
        strong: colour('accent-strong'),
        soft: colour('accent-soft'),
        on: colour('accent-on'),
      },
      ...Object.fromEntries(tones.map((tone) => [tone, { DEFAULT: colour(tone), soft: colour(`${tone}-soft`) }])),
      veil: colour('veil'),
    },
    borderRadius: {
      none: '0',
      sm: 'var(--radius-sm)',
      DEFAULT: 'var(--radius)',
      lg: 'var(--radius-lg)',
      full: '999px',
    },
    boxShadow: { low: 'var(--shadow-low)', high: 'var(--shadow-high)', none: 'none' },
    fontSize: {
      '2xs': ['var(--text-2xs)', '1.45'],
      xs: ['var(--text-xs)', '1.5'],
      sm: ['var(--text-sm)', '1.55'],
      base: ['var(--text-base)', '1.6'],
      lg: ['var(--text-lg)', '1.45'],
      xl: ['var(--text-xl)', '1.35'],
      '2xl': ['var(--text-2xl)', '1.25'],
    },
    fontFamily: { sans: 'var(--font)', mono: 'var(--font-mono)' },
    transitionDuration: { DEFAULT: 'var(--motion)' },
    extend: {},
  },
};
