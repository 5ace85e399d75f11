import { unknownNames } from '../../../../test/support/unknown-names.js';
import { dashboardScript } from './dashboard.script.js';

describe('the script of the dashboard', () => {
  it('holds every function that its functions call', () => {
    expect(unknownNames(dashboardScript)).toEqual([]);
  });

  it('would be seen to lack one', () => {
    const incomplete = dashboardScript.replace('function morphChildren', 'function somethingElse');

    expect(unknownNames(incomplete)).toContain("Cannot find name 'morphChildren'.");
  });
});
