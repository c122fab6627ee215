/** npm run bench -- NAME: the product and its peers on the same inputs, in turn, in one run; medians and ratios. */
import { loadNamedModule } from '../helpers/named-module.mjs';

const { bench } = await loadNamedModule(import.meta.dirname, 'benchmark');
await bench();
process.exit(0);
