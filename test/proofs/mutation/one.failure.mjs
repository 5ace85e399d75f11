import { TestEnvironment } from 'jest-environment-node';

let noticed = false;

/** Before the next mutant. */
export function forget() {
  noticed = false;
}

/** Skips what is left once a test has failed: a mutant is noticed by one, and others would wait for what never comes. */
export default class OneFailure extends TestEnvironment {
  handleTestEvent({ name, test }) {
    if (name === 'test_fn_failure' || name === 'hook_failure') noticed = true;
    if (name === 'test_start' && noticed) test.mode = 'skip';
  }
}
