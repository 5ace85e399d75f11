import { Asset } from './asset.js';

describe('an asset', () => {
  it('has a name that changes with its content', () => {
    const before = new Asset('page', 'css', 'body { color: red }');
    const after = new Asset('page', 'css', 'body { color: blue }');

    expect(before.fileName).toMatch(/^page\.[0-9a-f]{8}\.css$/);
    expect(before.fileName).not.toBe(after.fileName);
    expect(before.fileName).toBe(new Asset('page', 'css', before.body).fileName);
  });
});
