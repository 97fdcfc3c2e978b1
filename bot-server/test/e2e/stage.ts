// What every story needs: the server as people start it, a browser, photos to send; gone again when the story is over.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import type { StoreConfig } from '../../src/store/unit';
import { photo } from '../support/pictures';
import { openBrowser } from './browser';
import { type ServerProcess, startProcess } from './process';

export type Stage = {
  readonly server: ServerProcess;
  readonly browser: Browser;
  /** A photo that tells where it was taken, as a file of this name; answers the file. */
  readonly picture: (name: string) => Promise<string>;
};

/** To be called where tests are declared; the stage stands once they run. Windows are closed after each of them. */
export function setStage(config: () => StoreConfig, options: { readonly standIn?: boolean } = {}): () => Stage {
  let stage: Stage | undefined;
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'paidan-photos-'));
    const picture = async (name: string) => {
      const file = path.join(folder, name);
      await writeFile(file, await photo(1200, 900));
      return file;
    };
    stage = { server: await startProcess(config(), options), browser: await openBrowser(), picture };
  });
  afterEach(() => Promise.all(stage?.browser.contexts().map((context) => context.close()) ?? []));
  afterAll(async () => {
    await stage?.browser.close();
    await stage?.server.stop();
    await rm(folder, { recursive: true, force: true });
  });
  return () => {
    if (stage === undefined) throw new Error('the stage is not set');
    return stage;
  };
}
