import type { VNode } from 'preact';
import { Layout } from './layout.js';

interface Problem {
  readonly heading: string;
  readonly text: string;
}

const UNEXPECTED: Problem = {
  heading: 'Something jammed',
  text: 'That was our fault, not yours. If you were ordering, look at your orders before you try again: nothing is lost.',
};

const PROBLEMS: Readonly<Record<number, Problem>> = {
  400: {
    heading: 'We could not read that',
    text: 'What arrived here was not what this form sends. Go back and try again.',
  },
  403: {
    heading: 'That came from somewhere else',
    text: 'For your safety we take orders only from our own pages. Start again from the shop.',
  },
  404: {
    heading: 'No such page',
    text: 'There is no page and no order at this address. Was it copied whole?',
  },
  413: {
    heading: 'That was too much',
    text: 'More arrived here than an order needs. Go back and try again.',
  },
};

/** What a person sees when a page could not be shown. */
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
