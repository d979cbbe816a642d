import boundaries from 'eslint-plugin-boundaries';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** Who may import whom; see ARCHITECTURE.md. Key: who imports; value: the libs it may use. */
const allowedLibs = {
  protocol: [],
  platform: [],
  i18n: [],
  bus: ['protocol', 'platform'],
  auth: ['protocol', 'platform'],
  persistence: ['platform'],
};
const everyLib = Object.keys(allowedLibs);
const serverApps = ['gateway', 'sfu', 'meetings'];

const element = (type, name) => ({ element: { type, captured: { name } } });
const libs = (names) => names.map((name) => ({ to: element('lib', name) }));

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'coverage/', 'test/screenshots/out/', '**/*.d.ts'] },
  ...tseslint.configs.strictTypeChecked.map((config) => ({
    ...config,
    files: ['**/*.ts', '**/*.tsx'],
  })),
  {
    files: ['**/*.ts', '**/*.tsx'],
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.json', './apps/web/tsconfig.json', './test/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // Nest modules are classes that carry only a decorator.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  {
    files: ['apps/**/*.{ts,tsx}', 'libs/**/*.ts'],
    plugins: { boundaries },
    settings: {
      'import/resolver': {
        typescript: {
          noWarnOnMultipleProjects: true,
          project: ['tsconfig.json', 'apps/web/tsconfig.json', 'test/tsconfig.json'],
        },
      },
      'boundaries/elements': [
        { type: 'app', pattern: 'apps/*', capture: ['name'] },
        { type: 'lib', pattern: 'libs/*', capture: ['name'] },
        { type: 'test', pattern: 'test/*', capture: ['name'] },
      ],
    },
    rules: {
      'boundaries/dependencies': [
        'error',
        {
          default: 'disallow',
          policies: [
            ...['app', 'lib'].map((type) => ({
              from: { element: { type } },
              allow: { to: element(type, '{{from.element.captured.name}}') },
            })),
            ...Object.entries(allowedLibs).map(([name, allowed]) => ({
              from: element('lib', name),
              allow: libs(allowed),
            })),
            ...serverApps.map((name) => ({ from: element('app', name), allow: libs(everyLib) })),
            {
              from: element('app', 'standalone'),
              allow: [
                ...libs(everyLib),
                ...serverApps.map((name) => ({ to: element('app', name) })),
              ],
            },
            { from: element('app', 'web'), allow: libs(['protocol', 'i18n']) },
          ],
        },
      ],
    },
  },
  {
    files: ['apps/web/src/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks, 'jsx-a11y': jsxA11y },
    rules: { ...reactHooks.configs.recommended.rules, ...jsxA11y.configs.recommended.rules },
  },
  {
    // Tests stand beside the code but may use the shared means of test/support.
    files: ['**/*.test.ts', '**/*.contract.ts', 'test/**/*.ts'],
    rules: {
      'boundaries/dependencies': 'off',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
);
