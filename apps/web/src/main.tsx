import './app/without-eval.js';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no root element.');

// Loaded afterwards, so that every schema is made under the setting above.
const { start } = await import('./app/compose.js');
await start(root);
