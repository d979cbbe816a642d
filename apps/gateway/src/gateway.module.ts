import { Module } from '@nestjs/common';
import { GatewayMetrics } from './gateway.metrics.js';
import { RtcGateway } from './rtc.gateway.js';

@Module({
  providers: [RtcGateway, GatewayMetrics],
})
export class GatewayModule {}
