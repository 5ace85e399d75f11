import { describeHistories } from './shop.property.js';

describeHistories(1);
