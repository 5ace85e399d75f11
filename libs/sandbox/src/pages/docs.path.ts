/** The path of the API reference. */
export const DOCS_PATH = '/docs';
