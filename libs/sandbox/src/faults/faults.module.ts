import { Global, Module } from '@nestjs/common';
import { FaultRules } from './fault.rules.js';

@Global()
@Module({ providers: [FaultRules], exports: [FaultRules] })
export class FaultsModule {}
