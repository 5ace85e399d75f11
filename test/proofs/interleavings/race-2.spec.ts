import { describeRaces } from './race.property.js';

describeRaces(2);
