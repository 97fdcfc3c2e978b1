import { onlyOn } from '../support/databases';
import { ON_MYSQL } from './budget';
import { fuzz } from './suite';

onlyOn('mysql', (open) => fuzz(open, ON_MYSQL));
