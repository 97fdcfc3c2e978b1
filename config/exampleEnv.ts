// example.env as text, from the settings. Rewrite the file with: npx tsx config/exampleEnv.ts > config/example.env
import { SETTINGS, type Setting } from './schema';

export function exampleEnv(): string {
  const blocks = Object.entries<Setting>(SETTINGS).map(([name, setting]) => {
    const { sentence, secret } = setting;
    const choices = 'choices' in setting ? [`# One of: ${setting.choices.join(', ')}.`] : [];
    const hidden = secret === true ? [`# Secret; ${name}_FILE may name a file that holds it.`] : [];
    return [`# ${sentence}`, ...choices, ...hidden, `#${name}=${shown(setting)}`].join('\n');
  });
  return `# Settings of the server, each with what it is when nothing is said.\n\n${blocks.join('\n\n')}\n`;
}

const shown = (setting: Setting): string =>
  typeof setting.default === 'boolean' ? (setting.default ? 'on' : 'off') : String(setting.default);

if (require.main === module) process.stdout.write(exampleEnv());
