import base from '../../jest.config.mjs';

// The tests that mutants meet need neither a browser nor built packages, and Stryker's copy has not what builds them.
const { globalSetup: _setup, globalTeardown: _teardown, ...config } = base;

/** The configuration of all tests, from here. */
export default { ...config, rootDir: '../../..' };
