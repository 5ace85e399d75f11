import type { MessageEvent } from '@nestjs/common';
import { TestScheduler } from 'rxjs/testing';
import { withHeartbeat } from './heartbeat.js';

const order: MessageEvent = { data: 'the order' };
const heartbeat: MessageEvent = { comment: 'still here' };

describe('the heartbeat of a stream', () => {
  it('beats between the events, and stops with them', () => {
    new TestScheduler((actual, expected) => expect(actual).toEqual(expected)).run(
      ({ cold, expectObservable }) => {
        const events = cold('o------o-|', { o: order }).pipe(withHeartbeat(3));
        expectObservable(events).toBe('o--h--ho-|', { o: order, h: heartbeat });
      },
    );
  });
});
