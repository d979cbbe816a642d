// @ts-check
// The entry of every npm script: `node infra/bootstrap/run.mjs <goal>`. It runs before anything is
// installed, on whatever Node.js the machine has, so this file keeps to old syntax and imports
// nothing until it knows that the rest can be understood.

const OLDEST = '20.17';
const version = process.versions.node;
const major = Number(version.split('.')[0]);
const minor = Number(version.split('.')[1]);

if (major < 20 || (major === 20 && minor < 17)) {
  process.stderr.write(
    '  What failed:    Starting the set-up\n' +
      '  Why:            Meridian needs Node.js ' +
      OLDEST +
      ' or newer to set itself up; this is ' +
      version +
      ' (' +
      process.execPath +
      ').\n' +
      '  How to mend it: nvm install 24   (or an installer from https://nodejs.org)\n',
  );
  process.exit(1);
}

import('./setup.mjs')
  .then(function (setup) {
    return setup.main(process.argv[2], process.argv.slice(3));
  })
  .then(function (code) {
    process.exit(code);
  });
