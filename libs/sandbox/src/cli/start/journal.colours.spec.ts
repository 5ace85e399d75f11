import { colouredLine } from './journal.colours.js';

const paint = (style: string, text: string) => `<${style}>${text}</>`;

describe('a line of the journal on a terminal', () => {
  it.each([
    ['green', '200 invoice_67d2a3f8b12e1'],
    ['green', '200 '],
    ['red', '200 The api key field is required.'],
    ['red', '400 Invalid amount'],
    ['red', '500'],
    ['red', 'no answer'],
  ])('shows an API call’s answer in %s: %s', (style, answer) => {
    const line = `12:00:04  api      POST /backend/api/payment-request-api: ${answer} in 4 ms`;

    expect(colouredLine(line, paint)).toBe(
      `<dim>12:00:04  </><cyan>api</>      POST /backend/api/payment-request-api: <${style}>${answer}</><dim> in 4 ms</>`,
    );
  });

  it.each([
    ['green', '200', ''],
    ['red', 'connection refused: nothing listens there', '; next attempt 2026-01-31T12:00:05Z'],
  ])('shows a webhook’s answer in %s: %s', (style, answer, next) => {
    const to = 'payment.declined invoice_1 to http://127.0.0.1:3000/webhooks/ovgc';

    expect(colouredLine(`12:00:04  webhook  ${to}: ${answer} in 9 ms${next}`, paint)).toBe(
      `<dim>12:00:04  </><magenta>webhook</>  ${to}: <${style}>${answer}</><dim> in 9 ms${next}</>`,
    );
  });

  it('leaves other lines be', () => {
    expect(colouredLine('12:00:04  payment  invoice_1 is Paid', paint)).toBe(
      '<dim>12:00:04  </>payment  invoice_1 is Paid',
    );
    expect(colouredLine('', paint)).toBe('');
  });
});
