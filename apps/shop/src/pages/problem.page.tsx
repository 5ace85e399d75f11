import type { VNode } from 'preact';
import { Layout } from './layout.js';

interface Problem {
  readonly heading: string;
  readonly text: string;
}

const UNEXPECTED: Problem = {
  heading: 'Something went wrong',
  text: 'This was our fault. If you were placing an order, check your orders before you try again: nothing is lost.',
};

const PROBLEMS: Readonly<Record<number, Problem>> = {
  400: {
    heading: 'We could not read that',
    text: 'We received something that this form does not send. Go back and try again.',
  },
  403: {
    heading: 'That came from somewhere else',
    text: 'For your safety we take orders only from our own pages. Start again from the shop.',
  },
  404: {
    heading: 'No such page',
    text: 'There is no page and no order at this address. Check that you copied all of it.',
  },
  413: {
    heading: 'That was too large',
    text: 'The request was larger than an order needs. Go back and try again.',
  },
};

/** The page for an error. */
export function ProblemPage({ status }: { status: number }): VNode {
  const { heading, text } = PROBLEMS[status] ?? UNEXPECTED;
  return (
    <Layout title={heading}>
      <div class="empty">
        <p class="code">{status}</p>
        <h1>{heading}</h1>
        <p>{text}</p>
        <div class="actions">
          <a class="button" href="/">
            To the prints
          </a>
          <a class="button quiet" href="/orders">
            To the orders
          </a>
        </div>
      </div>
    </Layout>
  );
}
