/** Where the API reference lives. */
export const DOCS_PATH = '/docs';
