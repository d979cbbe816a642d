import { Controller, Get, Header, Headers, Inject, Param, UseGuards } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiResponse,
  ApiTags,
  type ApiResponseNoStatusOptions,
  type ApiResponseSchemaHost,
} from '@nestjs/swagger';
import { JoinTokens } from '@meridian/auth';
import { joinView, meetingCode, MeridianError, problem, type JoinView } from '@meridian/protocol';
import { z } from 'zod';
import { Admission } from '../admission/admission.js';
import { JoinRateLimit } from './rate-limit.guard.js';

function bearer(authorization: string | undefined): string {
  const token = /^Bearer +([^\s]+) *$/i.exec(authorization ?? '')?.[1];
  if (token === undefined) {
    throw new MeridianError('link_required', 'This page needs the join link from the invitation.');
  }
  return token;
}

/** The framework would announce our problem documents as plain JSON. */
const problemContent = (codes: string): ApiResponseNoStatusOptions => ({
  description: codes,
  content: {
    'application/problem+json': {
      schema: z.toJSONSchema(problem, {
        target: 'draft-2020-12',
      }) as ApiResponseSchemaHost['schema'],
    },
  },
});

/** What the pre-join page needs before anybody has joined. */
@ApiTags('Join')
@Controller('api/v1/join')
@UseGuards(JoinRateLimit)
export class JoinController {
  constructor(
    @Inject(JoinTokens) private readonly tokens: JoinTokens,
    @Inject(Admission) private readonly admission: Admission,
  ) {}

  @Get(':code')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'The meeting, and who the bearer of this join link is in it.' })
  @ApiParam({ name: 'code', description: 'The code in the link: /m/<code>.' })
  @ApiBearerAuth('joinLink')
  @ApiOkResponse({ standardSchema: joinView })
  @ApiResponse({ status: 401, ...problemContent('link_required, link_invalid') })
  @ApiResponse({ status: 403, ...problemContent('removed') })
  @ApiResponse({ status: 404, ...problemContent('meeting_not_found') })
  @ApiResponse({
    status: 410,
    ...problemContent('link_expired, link_revoked, meeting_ended, meeting_cancelled'),
  })
  @ApiResponse({ status: 429, ...problemContent('rate_limited, with Retry-After') })
  async join(
    @Param('code') code: string,
    @Headers('authorization') authorization: string | undefined,
  ): Promise<JoinView> {
    const token = bearer(authorization);
    if (!meetingCode.safeParse(code).success) {
      throw new MeridianError('meeting_not_found', 'There is no such meeting.');
    }
    const grant = await this.tokens.verify(token, { meetingCode: code });
    const { meeting, invitee } = await this.admission.admit(grant);
    const { participantId, displayName, role, centerCode } = invitee;
    return {
      meeting,
      invitee: { participantId, displayName, role, centerCode },
      serverTime: Date.now(),
    };
  }
}
