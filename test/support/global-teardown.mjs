// Jest wants the two hooks in two files.
export { tearDown as default } from './global-setup.mjs';
