import { onlyOn } from '../support/databases';
import { ON_SQLITE } from './budget';
import { fuzz } from './suite';

onlyOn('sqlite', (open) => fuzz(open, ON_SQLITE));
