/** The fields of the card form, in the order of the card. */
export const CARD_FIELDS = ['number', 'expiry', 'code', 'name'] as const;

export type CardField = (typeof CARD_FIELDS)[number];

/** What each problem tells the customer: what is wrong, and what to do about it. */
export const CARD_PROBLEMS = {
  number_missing: 'Enter the card number.',
  number_wrong: 'This card number is not right. Check each digit against the card.',
  number_not_a_test_card:
    'Only test cards work in the sandbox. Choose one from the bar at the top of the page, and keep real cards to yourself.',
  expiry_missing: 'Enter the expiry date.',
  expiry_unreadable: 'Enter the expiry date as month and year, such as 04 / 31.',
  expiry_month: 'Enter a month from 01 to 12 in the expiry date.',
  expiry_passed: 'This card has expired. Check the date, or use another card.',
  code_missing: 'Enter the security code.',
  code_not_3_digits: 'Enter the 3 digits of the security code on the back of the card.',
  code_not_4_digits: 'Enter the 4 digits of the security code on the front of the card.',
  name_missing: 'Enter the name on the card.',
  name_too_long: 'Enter a name of at most 100 characters.',
  name_has_number: 'Enter the name on the card. A card number belongs in the first field.',
} as const;

export type CardProblem = keyof typeof CARD_PROBLEMS;

/** At most one problem for each field. */
export type CardProblems = Readonly<Partial<Record<CardField, CardProblem>>>;
