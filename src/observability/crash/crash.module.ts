import { Module } from '@nestjs/common';
import { CrashRecorder } from './crash-recorder.service.js';

/** What the vendors are told when the process crashes. Needs DeliveryModule, RequestModule and ErrorReportingModule. */
@Module({ providers: [CrashRecorder], exports: [CrashRecorder] })
export class CrashModule {}
