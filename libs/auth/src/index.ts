export { AuthModule } from './auth.module.js';
export { JoinTokens, type JoinGrant, type VerifiedGrant } from './join-token.js';
export { isAllowed } from './permission-table.js';
