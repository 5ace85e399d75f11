import { Global, Module } from '@nestjs/common';
import { Activity } from './activity.js';
import { Journal } from './journal.js';
import { KnownSecrets } from './known-secrets.js';

@Global()
@Module({
  providers: [Activity, Journal, KnownSecrets],
  exports: [Activity, Journal, KnownSecrets],
})
export class JournalModule {}
