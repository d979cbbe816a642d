import '../app/without-eval.js';

// Loaded afterwards, so that every schema is made under the setting above.
await import('./main.js');
