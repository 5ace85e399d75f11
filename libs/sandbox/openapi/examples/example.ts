/** One request and its answer. Both are in the document under the same name. */
export interface Example {
  readonly summary: string;
  /** Values of the path, the query and the headers, by name. */
  readonly parameters?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Default: that of success. */
  readonly status?: number;
  /** Left out where the answer has no body. */
  readonly answer?: unknown;
}

/** The examples of operations, by operation id and by name. */
export type Examples = Readonly<Record<string, Readonly<Record<string, Example>>>>;

/** A request that the control API refuses. */
export function refused(
  status: number,
  summary: string,
  error: string,
  request: Pick<Example, 'parameters' | 'body'> = {},
): Example {
  return { summary, ...request, status, answer: { error } };
}

/** A request that the gateway refuses. */
export function refusedByGateway(
  ...[status, summary, error, request]: Parameters<typeof refused>
): Example {
  return { ...refused(status, summary, error, request), answer: { status: false, error } };
}
