import { Module } from '@nestjs/common';
import { BenchController, BenchService } from './bench.controller.js';

@Module({ controllers: [BenchController], providers: [BenchService] })
export class BenchModule {}
