import { Global, Module, type DynamicModule } from '@nestjs/common';
import { MERIDIAN_CONFIG, type MeridianConfig } from '@meridian/platform';
import { JoinTokens } from './join-token.js';

/** Gives every module the join links' one key. */
@Global()
@Module({})
export class AuthModule {
  static forRoot(): DynamicModule {
    return {
      module: AuthModule,
      providers: [
        {
          provide: JoinTokens,
          useFactory: ({ joinLinks, dataDir }: MeridianConfig) =>
            JoinTokens.open({ key: joinLinks.key, dataDir }),
          inject: [MERIDIAN_CONFIG],
        },
      ],
      exports: [JoinTokens],
    };
  }
}
