/** The package's version. A constant, so that a bundled app needs no package.json at run time. */
const VERSION = '0.1.0';

/** Who is calling, said honestly. */
export const USER_AGENT = `nestjs-ovgc/${VERSION} node/${process.versions.node}`;
