import { allowInlineStyles } from '@meridian/platform';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';

/**
 * Serves `/api/openapi.json` and, for people, `/api/docs`: Swagger UI from our own server. It styles
 * itself inline, so that page alone gets a looser style-src; scripts and connections stay as strict
 * as everywhere.
 */
export function serveApiDocs(app: NestExpressApplication): void {
  const description = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Meridian')
    .setDescription(
      'Errors are problem documents of RFC 9457 with a stable `code`; translate the code, not the text.',
    )
    .setVersion('1')
    .addBearerAuth(
      { type: 'http', scheme: 'bearer', description: 'The token of a join link.' },
      'joinLink',
    )
    .build();
  app.use('/api/docs', allowInlineStyles);
  SwaggerModule.setup('api/docs', app, () => SwaggerModule.createDocument(app, description), {
    jsonDocumentUrl: 'api/openapi.json',
    raw: ['json'],
    customSiteTitle: 'Meridian API',
    swaggerOptions: { validatorUrl: null },
  });
}
