import type { LazyModuleLoader } from '@nestjs/core';

/**
 * Calls a function each time the app has loaded a module lazily, before the load resolves. Nest itself tells nobody:
 * a module that is loaded later has no hooks.
 *
 * @param look what it throws, the load rejects with
 */
export function afterEachLoad(loader: LazyModuleLoader, look: () => void): void {
  const load = loader.load.bind(loader);
  loader.load = async (...given) => {
    const loaded = await load(...given);
    look();
    return loaded;
  };
}
