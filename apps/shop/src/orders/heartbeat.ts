import type { MessageEvent } from '@nestjs/common';
import {
  connect,
  endWith,
  ignoreElements,
  interval,
  map,
  merge,
  takeUntil,
  type OperatorFunction,
} from 'rxjs';

/**
 * Sends a comment at an interval, so that no proxy closes a quiet stream. It ends with the stream.
 *
 * @param everyMs in milliseconds
 */
export function withHeartbeat(everyMs: number): OperatorFunction<MessageEvent, MessageEvent> {
  return connect((events) => {
    const end = events.pipe(ignoreElements(), endWith(true));
    const heartbeat = interval(everyMs).pipe(map(() => ({ comment: 'still here' })));
    return merge(events, heartbeat.pipe(takeUntil(end)));
  });
}
