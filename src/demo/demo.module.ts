import { Module } from '@nestjs/common';
import { DemoController } from './demo.controller.js';
import { DemoWork } from './demo-work.js';

/** `/demo/failure` and `/demo/slow`, for the console's own calls. */
@Module({ controllers: [DemoController], providers: [DemoWork] })
export class DemoModule {}
