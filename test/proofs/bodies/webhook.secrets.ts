/** As long as real ones: a parser's error quotes up to twenty characters of a body that is not JSON. */
export const SECRET = 'whsec_b41e66d0c8f34a7db0a92f5e1c6d7a38';
export const API_KEY = 'key_0f5c2d97a1b84c6e9d3f7e2b5a8c1d04';
