import { register } from 'node:module';

// Whoever imports axios gets the package that AXIOS names, an alias in package.json.
const hooks = `
  export const resolve = (name, context, next) =>
    next(name === 'axios' ? ${JSON.stringify(process.env.AXIOS)} : name, context);
`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);
