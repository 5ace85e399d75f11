import { describeScenarios } from './shop.property.js';

describeScenarios(1);
