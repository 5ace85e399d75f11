/** What an attempt was answered, and how fast. */
export function Answer(props: {
  readonly status: number | null;
  readonly error: string | null;
  readonly latencyMs: number;
}) {
  const { status, error, latencyMs } = props;
  const isGood = status !== null && status >= 200 && status <= 299;
  return (
    <span>
      <span class={isGood ? 'answer-good' : 'answer-bad'}>{status ?? error ?? 'no answer'}</span>{' '}
      <span class="soft small">{latencyMs} ms</span>
    </span>
  );
}
