import { TransactionIds } from './transaction-id.js';

describe('a transaction id', () => {
  it('has the form of the example in the gateway’s documentation', () => {
    expect(new TransactionIds().next(new Date())).toMatch(/^invoice_[0-9a-f]{13}$/);
  });

  it('begins with the seconds of its time, as PHP’s uniqid does', () => {
    const at = new Date('2025-03-13T09:16:03.456Z');
    expect(new TransactionIds().next(at).slice(8, 16)).toBe((1_741_857_363).toString(16));
  });

  it('is unlike any other, also when thousands are made in one millisecond', () => {
    const ids = new TransactionIds();
    const now = new Date();
    const made = Array.from({ length: 5_000 }, () => ids.next(now));
    expect(new Set(made).size).toBe(5_000);
    expect(made.every((id) => /^invoice_[0-9a-f]{13}$/.test(id))).toBe(true);
  });
});
